using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Emergencies;

/// <summary>
/// Closes the loop of emergency operation: flagged orders meet the till's receipts, one by one or as a list.
/// </summary>
public sealed class MatchEndpoints(IPortalQueries queries, IPortalActions actions)
{
    private const int MostOfWorkList = 5_000;

    /// <summary>GET /portal/orders/{id}/flags.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame) =>
        await FindAsync(context, frame) is { } model
            ? Pages.Show<OrderFlagsPage>(frame, model)
            : EmergencyEndpoints.Missing(frame);

    /// <summary>POST /portal/orders/{id}/unflag.</summary>
    public Task<IResult> UnflagAsync(HttpContext context, PageFrame frame) => ChangeAsync(
        context, frame,
        async (id, reason) => await actions.UnflagAsync(frame.User!, id, reason, context.RequestAborted) switch
        {
            UnflagResult.Withdrawn => (NoticeKind.Good, EmergencyNotices.Unflagged),
            UnflagResult.Matched => (NoticeKind.Bad, EmergencyNotices.UnflagMatched),
            UnflagResult.AgentLost => (NoticeKind.Bad, EmergencyNotices.UnflagAgentLost),
            UnflagResult.NotFlagged => (NoticeKind.Info, EmergencyNotices.NotFlagged),
            UnflagResult.Unknown => (NoticeKind.Bad, EmergencyNotices.Missing),
        });

    /// <summary>POST /portal/orders/{id}/unmatch.</summary>
    public Task<IResult> UnmatchAsync(HttpContext context, PageFrame frame) => ChangeAsync(
        context, frame,
        async (id, reason) => await actions.UnmatchAsync(frame.User!, id, reason, context.RequestAborted) switch
        {
            UnmatchResult.Undone => (NoticeKind.Good, EmergencyNotices.Undone),
            UnmatchResult.NotMatched => (NoticeKind.Info, EmergencyNotices.NotMatched),
            UnmatchResult.Unknown => (NoticeKind.Bad, EmergencyNotices.Missing),
        });

    /// <summary>POST /portal/emergency/{branchId}/match: one order by hand.</summary>
    public async Task<IResult> MatchAsync(HttpContext context, PageFrame frame)
    {
        var aborted = context.RequestAborted;
        if (await FindBranchAsync(context, frame) is not { } branch)
        {
            return EmergencyEndpoints.Missing(frame);
        }

        var form = await context.Request.ReadFormAsync(aborted);
        var (total, day) = (form["total"].ToString().Trim(), form["day"].ToString().Trim());
        var (cents, date) = (ReceiptList.CentsOf(total), ReceiptList.DayOf(day));
        var path = EmergencyModel.PathOf(branch.BranchId);
        var fault = SlipNumber.Read(form["receipt"]) is null ? EmergencyNotices.ReceiptMissing
            : total.Length > 0 && cents is null ? EmergencyNotices.AmountFault
            : day.Length > 0 && date is null ? EmergencyNotices.DayFault
            : !OrderId.TryParse(form["order"], out var id) ? EmergencyNotices.Missing
            : null;
        if (fault is not null)
        {
            return SeeOther.Saying(path, NoticeKind.Bad, fault[frame.Language]);
        }

        var outcomes = await actions.MatchAsync(
            frame.User!,
            new MatchRequest(
                [new OrderToMatch(new OrderId(form["order"]!), SlipNumber.Read(form["receipt"])!, date, cents)],
                MatchSource.ByHand, form["shared"] == "1", form["accept"] == "1"),
            aborted);
        // Where it was not made, the order's own page has what may be said besides.
        return outcomes[0].Result == MatchResult.Matched
            ? SeeOther.Saying(path, NoticeKind.Good, Said(outcomes[0], frame.Language))
            : SeeOther.Saying(
                OrderFlagsModel.PathOf(outcomes[0].Id), NoticeKind.Bad, Said(outcomes[0], frame.Language));
    }

    /// <summary>
    /// POST /portal/emergency/{branchId}/import: shows what a list means; with "confirm" matches all of it or nothing.
    /// </summary>
    public async Task<IResult> ImportAsync(HttpContext context, PageFrame frame)
    {
        var aborted = context.RequestAborted;
        if (await FindBranchAsync(context, frame) is not { } branch || !frame.User!.MayAct(branch.BranchId))
        {
            return EmergencyEndpoints.Missing(frame);
        }

        var form = await context.Request.ReadFormAsync(aborted);
        var text = await TextOfAsync(form, aborted);
        var model = await PlanAsync(branch, text, aborted);
        if (model.Faults.Count > 0 || form["confirm"] != "1")
        {
            return Pages.Show<ImportPage>(frame, model, model.Faults.Count > 0 ? 422 : 200);
        }

        var outcomes = await actions.MatchAsync(
            frame.User!,
            new MatchRequest(
                [
                    .. model.Orders.Select(order => new OrderToMatch(
                        order.Flag.OrderId, order.Line.Receipt, order.Line.Date, order.Line.TotalCents)),
                ],
                MatchSource.Import, form["shared"] == "1", form["accept"] == "1"),
            aborted);
        List<LineFault> faults =
        [
            .. outcomes.Zip(model.Orders).Where(one => one.First.Result != MatchResult.Matched)
                .Select(one => new LineFault(one.Second.Line.Line, Text(one.First))),
        ];
        return faults.Count == 0
            ? SeeOther.Saying(
                EmergencyModel.PathOf(branch.BranchId), NoticeKind.Good,
                Filled(EmergencyNotices.ManyMatched[frame.Language], outcomes.Count))
            : Pages.Show<ImportPage>(frame, model with { Faults = faults }, 422);
    }

    private async Task<ImportModel> PlanAsync(BranchEmergency branch, string text, CancellationToken aborted)
    {
        var (lines, faults) = ReceiptList.Read(text);
        var workList = await queries.ReadWorkListAsync(branch.BranchId, 0, MostOfWorkList, aborted);
        var (orders, unclear) = ReceiptImport.Plan(lines, workList.Flags);
        return new ImportModel(branch, text, orders, [.. faults.Concat(unclear).OrderBy(fault => fault.Line)]);
    }

    // A file counts where one was chosen; it comes as the till wrote it, which UTF-8 nearly always is by now.
    private static async Task<string> TextOfAsync(IFormCollection form, CancellationToken aborted)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return form["list"].ToString();
        }

        if (file.Length > 4 * ReceiptList.MostCharacters)
        {
            return new string('x', ReceiptList.MostCharacters + 1);
        }

        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(aborted);
    }

    private async Task<IResult> ChangeAsync(
        HttpContext context, PageFrame frame, Func<OrderId, string, Task<(NoticeKind Kind, Text Text)>> change)
    {
        if (await FindAsync(context, frame) is not { } model)
        {
            return EmergencyEndpoints.Missing(frame);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var id = model.Flags[0].OrderId;
        var (kind, text) = EmergencyEndpoints.ReasonOf(form) is { } reason
            ? await change(id, reason)
            : (NoticeKind.Bad, EmergencyNotices.ReasonMissing);
        return SeeOther.Saying(OrderFlagsModel.PathOf(id), kind, text[frame.Language]);
    }

    private async Task<OrderFlagsModel?> FindAsync(HttpContext context, PageFrame frame)
    {
        var aborted = context.RequestAborted;
        if (!OrderId.TryParse((string)context.Request.RouteValues["id"]!, out var id)
            || await queries.ReadFlagsAsync(id, aborted) is not [var first, ..] flags
            || await EmergencyEndpoints.FindAsync(queries, frame, first.BranchId, aborted) is not { } branch)
        {
            return null;
        }

        return new OrderFlagsModel(branch, flags) { MayAct = frame.User!.MayAct(branch.BranchId) };
    }

    private Task<BranchEmergency?> FindBranchAsync(HttpContext context, PageFrame frame) =>
        EmergencyEndpoints.FindAsync(
            queries, frame, (string)context.Request.RouteValues["branchId"]!, context.RequestAborted);

    private static string Said(MatchOutcome outcome, Language language) => Text(outcome)[language];

    private static Text Text(MatchOutcome outcome)
    {
        var text = EmergencyNotices.Of(outcome.Result);
        var other = outcome.Receipt ?? outcome.TakenBy?.ToString(CultureInfo.InvariantCulture);
        return new Text(
            Filled(text.German, outcome.Number, other), Filled(text.English, outcome.Number, other));
    }

    private static string Filled(string text, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, text, values);
}
