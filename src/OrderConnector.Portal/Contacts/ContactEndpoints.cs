using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;
using NoticeKind = OrderConnector.Portal.Shell.NoticeKind;

namespace OrderConnector.Portal.Contacts;

/// <summary>The page about contacts, and its acts.</summary>
public sealed class ContactEndpoints(IPortalQueries queries, IAlertActions actions)
{
    private const string Path = "/portal/contacts";

    /// <summary>GET /portal/contacts.</summary>
    public Task<IResult> ShowAsync(HttpContext context, PageFrame frame) => ShowAsync(context, frame, null, null);

    /// <summary>POST /portal/contacts: adds one.</summary>
    public async Task<IResult> AddAsync(HttpContext context, PageFrame frame)
    {
        var form = context.Request.Form;
        var draft = new Contact(
            "", form["branch"].ToString(),
            int.TryParse(form["level"], NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level : 0,
            form["name"].ToString().Trim(),
            ContactKinds.FromWire(form["kind"].ToString()) ?? ContactKind.Mail,
            form["address"].ToString().Trim(), LanguageNames.FromWire(form["language"]) ?? Language.German);
        if (!frame.User!.MayAct(draft.BranchId))
        {
            return SeeOther.Saying(Path, NoticeKind.Bad, ContactTexts.Gone[frame.Language]);
        }

        var added = await actions.AddContactAsync(frame.User.Actor, draft, context.RequestAborted);
        if (added.Faults.Count > 0)
        {
            return await ShowAsync(context, frame, draft, added);
        }

        // A secret is shown on the very page that answers the form: it must not wait in a cookie for another one.
        return added.Secret is not null
            ? await ShowAsync(context, frame, null, added)
            : SeeOther.Saying(
                Path, NoticeKind.Good, $"{ContactTexts.Added[frame.Language]} {added.Contact.Name}");
    }

    /// <summary>POST /portal/contacts/{id}/remove.</summary>
    public async Task<IResult> RemoveAsync(HttpContext context, PageFrame frame) =>
        await FindAsync(context, frame) is { } contact
        && await actions.RemoveContactAsync(frame.User!.Actor, contact, context.RequestAborted)
            ? SeeOther.Saying(Path, NoticeKind.Good, $"{ContactTexts.Removed[frame.Language]} {contact.Name}")
            : SeeOther.Saying(Path, NoticeKind.Bad, ContactTexts.Gone[frame.Language]);

    /// <summary>POST /portal/contacts/{id}/test.</summary>
    public async Task<IResult> TestAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(context, frame) is not { } contact
            || await actions.TestContactAsync(frame.User!.Actor, contact, context.RequestAborted) is not { } test)
        {
            return SeeOther.Saying(Path, NoticeKind.Bad, ContactTexts.Gone[frame.Language]);
        }

        return test.IsSent
            ? SeeOther.Saying(Path, NoticeKind.Good, $"{ContactTexts.Tested[frame.Language]} {contact.Name}")
            : test.IsTriedAgain
            ? SeeOther.Saying(
                Path, NoticeKind.Warn, $"{ContactTexts.TestDelayed[frame.Language]} {test.Detail}")
            : SeeOther.Saying(Path, NoticeKind.Bad, $"{ContactTexts.TestFailed[frame.Language]} {test.Detail}");
    }

    private async Task<IResult> ShowAsync(HttpContext context, PageFrame frame, Contact? typed, AddedContact? added) =>
        Pages.Show<ContactsPage>(
            frame,
            new ContactsModel(
                await queries.ReadContactBookAsync(frame.User!.Scope, context.RequestAborted), typed, added));

    private async Task<Contact?> FindAsync(HttpContext context, PageFrame frame)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var book = await queries.ReadContactBookAsync(frame.User!.Scope, context.RequestAborted);
        return book.Contacts.FirstOrDefault(contact => contact.Id == id) is { } found
            && frame.User.MayAct(found.BranchId)
                ? found
                : null;
    }
}
