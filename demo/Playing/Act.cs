namespace OrderConnector.Demo.Playing;

/// <summary>One part of the play.</summary>
/// <param name="Title">What is to be seen.</param>
/// <param name="PlayAsync">Plays it to its end.</param>
internal sealed record Act(string Title, Func<Stage, CancellationToken, Task> PlayAsync)
{
    /// <summary>All of them, in the order they are played.</summary>
    internal static IReadOnlyList<Act> All { get; } =
    [
        new("Orders of every kind, from a web shop and a kiosk", PostingActs.EveryKindAsync),
        new("A checkout reserves its number before the payment", PostingActs.CheckoutsAsync),
        new("The same order twice, and another one under its id", PostingActs.RepeatsAsync),
        new("An order that must be refused, with every fault named", PostingActs.RefusalAsync),
        new("A platform's orders wait until staff release or reject them", BranchActs.ReleaseAsync),
        new("Signed orders are voided, in part and as a whole", BranchActs.VoidsAsync),
        new("A lunch rush: twenty orders a second", PostingActs.LunchRushAsync),
        new("A branch is offline: its agent is killed, orders wait", BranchActs.OfflineAsync),
        new("The TSS fails: orders are sold unsigned, with the reason", BranchActs.OutageAsync),
    ];
}
