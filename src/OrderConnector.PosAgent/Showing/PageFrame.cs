using OrderConnector.PosAgent.Showing.Words;

namespace OrderConnector.PosAgent.Showing;

/// <summary>What every page carries besides its own content.</summary>
/// <param name="Speech">The language.</param>
/// <param name="Branch">The branch at a glance, read after <paramref name="Seen"/>.</param>
/// <param name="Now">When the page was made.</param>
/// <param name="Seen">What <c>/news</c> is asked with.</param>
/// <param name="Token">The anti-forgery token of its forms.</param>
/// <param name="Person">Who is at the till; null where nobody has said so.</param>
/// <param name="Path">The page's own path.</param>
/// <param name="Note">Told on top; null for nothing.</param>
/// <param name="Setting">What the page was told once.</param>
public sealed record PageFrame(
    Speech Speech, BranchGlance Branch, DateTimeOffset Now, string Seen, string Token, string? Person, string Path,
    PageNote? Note, StaffPageSetting Setting)
{
    /// <summary>The form field the token travels in.</summary>
    public const string TokenField = "token";

    /// <summary>How the branch is.</summary>
    public IReadOnlyList<BranchNote> Notes { get; } = BranchWords.Of(Branch, Speech, Now);

    /// <summary>The newest sales that are ours, the newest first: told to people who look elsewhere.</summary>
    public IEnumerable<RecentArrival> Arrivals => Branch.Recent
        .Where(recent => recent.Arrival > 0 && recent.Order.Header.Voids is null)
        .OrderByDescending(recent => recent.Arrival)
        .Take(10)
        .Select(recent => new RecentArrival(recent.Arrival, Speech.Say(
            FormattableString.Invariant($"Neue Bestellung {recent.Order.Header.Number}"),
            FormattableString.Invariant($"New order {recent.Order.Header.Number}"))
            + (recent.Order.Header.Total is { } total ? ", " + Speech.Euro(total) : "")));

    /// <summary>"14:05", with its day where that is another.</summary>
    public string Time(DateTimeOffset at) => Speech.Time(at, Now);
}

/// <summary>An order that has arrived.</summary>
/// <param name="Arrival">Grows with each.</param>
/// <param name="Text">How it is announced; no personal data.</param>
public sealed record RecentArrival(long Arrival, string Text);
