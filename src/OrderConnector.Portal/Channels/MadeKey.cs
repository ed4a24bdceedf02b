using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Channels;

/// <summary>Answers a form that makes a key: with the key itself, which stands in no address, cookie or log.</summary>
internal static class MadeKey
{
    /// <summary>The key on a page of its own; or why there is none.</summary>
    public static IResult Show(
        PageFrame frame, KeyMade made, Text what, string subject, string back, string otherwise) =>
        made is { Result: ActResult.Done, Key: { } key }
            ? Pages.Show<MadeKeyPage>(frame, new MadeKeyModel(what, subject, key, back))
            : Told.Of(frame, made.Result, otherwise, ChannelTexts.MadeTitle, ChannelTexts.MadeBefore);

    /// <summary>The name of the form that was sent; a new one where it bears none that we drew.</summary>
    public static string FormOf(TypedForm typed, IPortalActions actions) =>
        OrderId.TryParse(typed[KeyForm.Field], out _) ? typed[KeyForm.Field] : actions.DrawBatch();
}
