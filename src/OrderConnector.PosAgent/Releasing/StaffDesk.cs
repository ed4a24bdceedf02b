using System.Text.Json;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Releasing;

/// <summary>
/// Stage 10, where people take part: what staff see and wish, in their words. The branch flow decides and journals.
/// </summary>
public sealed class StaffDesk(BranchFlow flow, ClosedJournals closed)
{
    /// <summary>What is open.</summary>
    public StaffOrders List() => new([.. flow.ListOrders().Select(order => new StaffOrder(
        order.Number, order.OrderId, order.Channel, NameOf(order.Stage), order.Total?.ToEuro(), order.Since,
        order.DueAt, order.Remark))]);

    /// <summary>The branch at a glance.</summary>
    public BranchGlance Glance() => flow.Glance();

    /// <summary>The order that carries a number, open or closed; null for none.</summary>
    public OrderInFull? LookAtOrder(long number) => flow.LookAtOrder(number);

    /// <summary>Told whenever what staff see may be another.</summary>
    public News News => flow.News;

    /// <summary>Releases a waiting order.</summary>
    public async Task<StaffAnswer> ReleaseAsync(long number, ReleaseWish wish, CancellationToken cancellationToken) =>
        StaffRules.ActorMustNameStaff(wish.Actor) is { } fault
            ? NotUnderstood(fault)
            : Answer(await flow.ReleaseAsync(number, wish.Actor, cancellationToken));

    /// <summary>Refuses a waiting order.</summary>
    public async Task<StaffAnswer> RejectAsync(long number, RejectWish wish, CancellationToken cancellationToken) =>
        (StaffRules.ActorMustNameStaff(wish.Actor) ?? StaffRules.ReasonMustBeGiven(wish.Reason)) is { } fault
            ? NotUnderstood(fault)
            : Answer(await flow.RejectAsync(number, wish.Actor, wish.Reason, cancellationToken));

    /// <summary>Asks the cloud for a counter order.</summary>
    public async Task<StaffAnswer> VoidAsync(long number, VoidWish wish, CancellationToken cancellationToken) =>
        (StaffRules.ActorMustNameStaff(wish.Actor) ?? StaffRules.RequestMustBeAName(wish.Request)
            ?? StaffRules.ReasonMustBeGiven(wish.Reason) ?? StaffRules.LinesMustBeCounted(wish.Lines)) is { } fault
            ? NotUnderstood(fault)
            : Answer(await flow.VoidAsync(
                number, wish.Actor, wish.Request, wish.Reason, wish.Lines, cancellationToken));

    /// <summary>Erases an order's personal data, in closed journals as well.</summary>
    public async Task<StaffAnswer> EraseAsync(long number, EraseWish wish, CancellationToken cancellationToken)
    {
        if ((StaffRules.ActorMustNameStaff(wish.Actor) ?? StaffRules.ReasonMustBeGiven(wish.Reason)) is { } fault)
        {
            return NotUnderstood(fault);
        }

        try
        {
            var elsewhere = closed.FindPersonal(number);
            var outcome = await flow.EraseAsync(number, elsewhere, wish.Actor, wish.Reason, cancellationToken);
            if (outcome.Kind is StaffOutcomeKind.Done)
            {
                closed.Erase(elsewhere);
            }

            return Answer(outcome);
        }
        catch (SqliteException unreadable)
        {
            return new StaffAnswer("notNow", $"A closed journal cannot be used: {unreadable.Message}");
        }
    }

    /// <summary>Closes the outage of a TSS.</summary>
    public async Task<StaffAnswer> CloseOutageAsync(CloseOutageWish wish, CancellationToken cancellationToken) =>
        (StaffRules.TssMustBeNamed(wish.Tss) ?? StaffRules.ActorMustNameStaff(wish.Actor)
            ?? StaffRules.ReasonMustBeGiven(wish.Reason)) is { } fault
            ? NotUnderstood(fault)
            : Answer(await flow.CloseOutageAsync(wish.Tss, wish.Actor, wish.Reason, cancellationToken));

    /// <summary>The receipt of an order; null with the reason where there is none.</summary>
    public (ReceiptAnswer? Receipt, StaffAnswer? Fault) FindReceipt(long number) => flow.FindOrder(number) switch
    {
        null => (null, new StaffAnswer("unknownOrder", $"This branch knows no order {number}.")),
        { Receipt: { } receipt } => (new ReceiptAnswer(number, receipt), null),
        { } order => (null, new StaffAnswer("notNow", $"Order {number} has no receipt: it is {NameOf(order.Stage)}.")),
    };

    /// <summary>The TSS as the branch sees it.</summary>
    public TssAnswer LookAtTss()
    {
        var tss = flow.LookAtTss();
        return new TssAnswer(
            tss.State, tss.Outage?.BeganAt, tss.Outage is { } outage ? $"{outage.Code}: {outage.Detail}" : null,
            tss.Key?.SerialNumber, tss.Key?.Test ?? false, tss.AwaitingSignature, tss.UnsettledTransactions,
            tss.Warnings);
    }

    private static StaffAnswer NotUnderstood(string detail) => new("notUnderstood", detail);

    private static StaffAnswer Answer(StaffOutcome outcome) => new(
        JsonNamingPolicy.CamelCase.ConvertName(outcome.Kind.ToString()), outcome.Detail, outcome.CounterOrder);

    /// <summary>The name of a stage: "waiting", "handedOver" …</summary>
    internal static string NameOf(OrderStage stage) => JsonNamingPolicy.CamelCase.ConvertName(stage.ToString());
}
