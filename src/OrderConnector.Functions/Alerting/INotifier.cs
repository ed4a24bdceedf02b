using OrderConnector.Core.Alerting;

namespace OrderConnector.Functions.Alerting;

/// <summary>A way to tell somebody.</summary>
public interface INotifier
{
    /// <summary>Which contacts it reaches.</summary>
    ContactKind Way { get; }

    /// <summary>Tries once. Does not throw because the other side fails.</summary>
    /// <param name="notice">What to tell.</param>
    /// <param name="target">Whom.</param>
    /// <param name="cancellationToken">Ends the try; it then throws.</param>
    Task<NotifyOutcome> NotifyAsync(NoticeView notice, NotifyTarget target, CancellationToken cancellationToken);
}

/// <summary>Whom to tell.</summary>
/// <param name="Address">Mail address or web address.</param>
/// <param name="Name">The contact's name.</param>
/// <param name="Secret">What a call is signed with; null for a mail.</param>
public sealed record NotifyTarget(string Address, string Name, byte[]? Secret);

/// <summary>The cases of a try.</summary>
public enum NotifyResult
{
    /// <summary>The other side took it.</summary>
    Sent,

    /// <summary>It did not; later it may.</summary>
    Failed,

    /// <summary>The way itself is shut, for whatever notice: the rest of this turn need not be tried.</summary>
    Unavailable,

    /// <summary>It says never to call again.</summary>
    Refused,
}

/// <summary>How a try went.</summary>
/// <param name="Result">The case.</param>
/// <param name="Detail">Plain words, without a secret.</param>
/// <param name="RetryAfter">How long the other side asks to wait.</param>
public sealed record NotifyOutcome(NotifyResult Result, string? Detail = null, TimeSpan? RetryAfter = null);
