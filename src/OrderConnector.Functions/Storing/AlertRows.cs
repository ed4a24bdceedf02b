using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>What to read for a decision.</summary>
/// <param name="WantedBefore">Pre-orders wanted later are left out: nobody is late with them yet.</param>
/// <param name="Max">How many orders of each sort, the oldest first.</param>
public sealed record AlertLook(DateTimeOffset WantedBefore, int Max);

/// <summary>What is to be sent.</summary>
/// <param name="Ready">
/// What is due and nobody has in hand, the longest due first; without what waits for an earlier notice of its incident
/// to the same contact.
/// </param>
/// <param name="NextAt">When the first may be tried, those of <paramref name="Ready"/> included; null for none.</param>
public sealed record NoticeOutbox(IReadOnlyList<OpenNotice> Ready, DateTimeOffset? NextAt);

/// <summary>Something that can be sent now.</summary>
/// <param name="Id">The notice.</param>
/// <param name="ContactId">To whom.</param>
/// <param name="Way">How the contact is reached.</param>
/// <param name="DueAt">Since when it is due.</param>
public sealed record OpenNotice(string Id, string ContactId, ContactKind Way, DateTimeOffset DueAt);

/// <summary>Takes a notice for one attempt.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Now">The moment.</param>
/// <param name="Until">When others may take it, if this process dies.</param>
/// <param name="TokenHash">SHA-256 of the token in its link; null where it carries none.</param>
public sealed record ClaimNotice(string Id, DateTimeOffset Now, DateTimeOffset Until, byte[]? TokenHash);

/// <summary>What a notice tells, and to whom.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Kind">Why.</param>
/// <param name="MadeAt">When it was decided.</param>
/// <param name="Attempts">How often it was tried, this time included.</param>
/// <param name="Contact">To whom.</param>
/// <param name="IsRemoved">The contact was removed meanwhile.</param>
/// <param name="Secret">What a webhook's calls are signed with.</param>
/// <param name="BranchName">The branch's name.</param>
/// <param name="TimeZone">Its time zone, IANA.</param>
/// <param name="Incident">The incident; null for a test.</param>
public sealed record NoticeContent(
    string Id, NoticeKind Kind, DateTimeOffset MadeAt, int Attempts, Contact Contact, bool IsRemoved, byte[]? Secret,
    string BranchName, string TimeZone, NoticeIncident? Incident);

/// <summary>How an attempt went.</summary>
public enum AttemptOutcome
{
    /// <summary>It was begun; nothing after it means that the process died.</summary>
    Started,

    /// <summary>The other side took it.</summary>
    Sent,

    /// <summary>It is tried again.</summary>
    Failed,

    /// <summary>It is not tried again.</summary>
    GaveUp,
}

/// <summary>Records an attempt's end.</summary>
/// <param name="Id">The notice.</param>
/// <param name="At">When.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Detail">Plain words, without a secret; null where nothing is to be said.</param>
/// <param name="NextAt">When it is tried again; null where it is not.</param>
public sealed record EndAttempt(
    string Id, DateTimeOffset At, AttemptOutcome Outcome, string? Detail, DateTimeOffset? NextAt);

/// <summary>What became of a notice.</summary>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Outcome">"sent" or "gaveUp"; null while it is open.</param>
/// <param name="Detail">What the last attempt came to.</param>
public sealed record NoticeState(int Attempts, string? Outcome, string? Detail);

/// <summary>The incident an acknowledgement link is for.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="ContactId">Whose link it is.</param>
/// <param name="ContactName">That contact's name.</param>
/// <param name="Language">That contact's language.</param>
public sealed record LinkedIncident(IncidentLine Incident, string ContactId, string ContactName, Language Language);

/// <summary>Somebody takes an incident over.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="By">Who, for people to read.</param>
/// <param name="Note">What they say; null for nothing.</param>
/// <param name="Act">For the audit log.</param>
public sealed record Acknowledge(string IncidentId, string By, string? Note, Act Act);

/// <summary>What became of an acknowledgement; the incident is as it stands after it.</summary>
/// <param name="IsDone">This call did it; false where somebody was first, it is over, or there is none such.</param>
/// <param name="Incident">Null only where there is none such.</param>
public sealed record AcknowledgeOutcome(bool IsDone, IncidentLine? Incident);

/// <summary>How outcomes of attempts are written.</summary>
public static class AttemptOutcomes
{
    /// <summary>"started", "sent", "failed", "gaveUp".</summary>
    public static string ToWire(this AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Started => "started",
        AttemptOutcome.Sent => "sent",
        AttemptOutcome.Failed => "failed",
        AttemptOutcome.GaveUp => "gaveUp",
    };
}
