using System.Globalization;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Intake;

/// <summary>Whether a branch may take orders now, and what stands against it.</summary>
/// <param name="Ready">False where at least one reason stands against it.</param>
/// <param name="Status">What it was judged from.</param>
/// <param name="Reasons">Why not.</param>
/// <param name="Warnings">What will stand against it soon.</param>
/// <param name="OldestPending">How long the oldest queued order waits.</param>
public sealed record Readiness(
    bool Ready,
    BranchStatus Status,
    IReadOnlyList<ReadinessNote> Reasons,
    IReadOnlyList<ReadinessNote> Warnings,
    TimeSpan OldestPending)
{
    private const int WarnAtPercent = 95;

    /// <summary>Judges a branch.</summary>
    public static Readiness Judge(BranchStatus status, DateTimeOffset now, IntakeOptions options)
    {
        List<ReadinessNote> reasons = [];
        List<ReadinessNote> warnings = [];
        if (AgentIsSilent(status, now, options) is { } silent)
        {
            reasons.Add(silent);
        }

        if (status.Tss == "outage")
        {
            // An outage does not stop the sale: receipts are marked and go out unsigned (AEAO to § 146a, no. 7).
            (options.NotReadyDuringTssOutage ? reasons : warnings).Add(
                new("tss-outage", "The TSS does not answer; receipts go out marked and unsigned."));
        }

        if (!status.SellerComplete)
        {
            reasons.Add(new("seller-data-incomplete", "The receipt lacks company, address or tax number."));
        }

        NumbersRunOut(status, reasons, warnings);
        var oldest = status.OldestPendingAt is { } since && since < now ? now - since : TimeSpan.Zero;
        return new Readiness(reasons.Count == 0, status, reasons, warnings, oldest);
    }

    private static ReadinessNote? AgentIsSilent(BranchStatus status, DateTimeOffset now, IntakeOptions options) =>
        status.AgentSeenAt switch
        {
            null => new("agent-missing", "No agent of this branch has ever called."),
            { } seen when now - seen > options.AgentSilentAfter => new(
                "agent-silent", "The branch's agent has not called for too long."),
            _ => null,
        };

    private static void NumbersRunOut(
        BranchStatus status, List<ReadinessNote> reasons, List<ReadinessNote> warnings)
    {
        var size = (Int128)status.LastNumber - status.FirstNumber + 1;
        var used = (Int128)status.NextNumber - status.FirstNumber;
        if (used >= size)
        {
            reasons.Add(new("number-range-exhausted", "Every number of the range is given."));
        }
        else if (used * 100 >= size * WarnAtPercent)
        {
            var left = ((long)(size - used)).ToString(CultureInfo.InvariantCulture);
            warnings.Add(new("number-range-nearly-exhausted", $"Numbers left: {left}."));
        }
    }
}

/// <summary>One thing that stands, or will stand, against taking orders.</summary>
/// <param name="Code">A stable name, kebab-case.</param>
/// <param name="Detail">One sentence.</param>
public sealed record ReadinessNote(string Code, string Detail);
