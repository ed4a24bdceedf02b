using Microsoft.AspNetCore.Antiforgery;
using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Releasing;
using OrderConnector.PosAgent.Showing.Pages;
using OrderConnector.PosAgent.Showing.Words;

namespace OrderConnector.PosAgent.Showing;

/// <summary>
/// What can be wished for on the page. Each wish goes to the desk that the command line talks to, under the name of the
/// person who wishes it.
/// </summary>
internal sealed class StaffWishes(StaffDesk desk, StaffViews views, PageWriter pages, IAntiforgery antiforgery)
{
    /// <summary>Releases an order.</summary>
    internal Task<IResult> ReleaseAsync(HttpContext call, long number) => FulfilAsync(
        call, number, AnswerWords.Released,
        (_, actor) => desk.ReleaseAsync(number, new ReleaseWish(actor), call.RequestAborted));

    /// <summary>Refuses an order.</summary>
    internal Task<IResult> RejectAsync(HttpContext call, long number) => FulfilAsync(
        call, number, AnswerWords.Rejected,
        (form, actor) => desk.RejectAsync(
            number, new RejectWish(actor, form["reason"].ToString().Trim()), call.RequestAborted));

    /// <summary>Remembers who is at the till.</summary>
    internal async Task<IResult> PersonAsync(HttpContext call)
    {
        if (await FormOfAsync(call) is not { } form)
        {
            return await StaleAsync(call);
        }

        if (Person.Read(form["by"]) is not { } person)
        {
            var frame = pages.FrameOf(call, "/", speech => new PageNote(Tone.Bad, AnswerWords.Missing(speech)));
            return await pages.WriteAsync<Overview>(frame, null, StatusCodes.Status400BadRequest);
        }

        PageCookies.KeepPerson(call.Response, person);
        return SeeOther(call, BackIn(form));
    }

    /// <summary>Remembers the language.</summary>
    internal async Task<IResult> LanguageAsync(HttpContext call)
    {
        if (await FormOfAsync(call) is not { } form)
        {
            return await StaleAsync(call);
        }

        if (Speech.Of(form["language"]) is { } tongue)
        {
            PageCookies.KeepLanguage(call.Response, new Speech(tongue));
        }

        return SeeOther(call, BackIn(form));
    }

    private async Task<IResult> FulfilAsync(
        HttpContext call, long number, string done, Func<IFormCollection, string, Task<StaffAnswer>> wish)
    {
        if (await FormOfAsync(call) is not { } form)
        {
            return await StaleAsync(call);
        }

        var person = Person.Read(form["by"]);
        // Without a name there is no actor, which the desk does not understand: it says so, not this page.
        var answer = await wish(form, StaffActor.Prefix + person);
        if (answer.Outcome == "done")
        {
            PageCookies.KeepPerson(call.Response, person!);
            return SeeOther(call, FormattableString.Invariant($"/?done={done}&order={number}"));
        }

        var stage = desk.LookAtOrder(number)?.Order.Stage;
        var status = StaffEndpoints.StatusOf(answer);
        return await views.OrderAsync(
            call, number, speech => AnswerWords.NotDone(answer.Outcome, number, stage, speech), status);
    }

    // Null where the form does not come from a page of this very process.
    private async Task<IFormCollection?> FormOfAsync(HttpContext call) =>
        call.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(call)
            ? await call.Request.ReadFormAsync(call.RequestAborted)
            : null;

    private Task<IResult> StaleAsync(HttpContext call) => pages.WriteAsync<Overview>(
        pages.FrameOf(call, "/", AnswerWords.Stale), null, StatusCodes.Status400BadRequest);

    // Only to a page of ours: what a form carries may have been written by anybody.
    private static string BackIn(IFormCollection form) =>
        form["back"].ToString() is var back && StaffRoutes.IsPage(back) ? back : "/";

    private static IResult SeeOther(HttpContext call, string path)
    {
        // 303 and not 302: reloading the page must not send the form again.
        call.Response.Headers.Location = path;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
