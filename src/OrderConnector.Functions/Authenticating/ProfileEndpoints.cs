using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Access;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Functions.Authenticating;

/// <summary>One's own account: password and language.</summary>
public sealed class ProfileEndpoints(IAccessStore store, UserKeeper keeper, LogIns logIns, Visitors visitors)
{
    /// <summary>GET /portal/profile.</summary>
    public Task<IResult> ShowAsync(HttpContext context, PageFrame frame) => PageAsync(context, frame, []);

    /// <summary>POST /portal/profile/password.</summary>
    public async Task<IResult> ChangePasswordAsync(HttpContext context, PageFrame frame)
    {
        var form = context.Request.Form;
        var (user, password) = (frame.User!, form["new"].ToString());
        if (context.Features.Get<Visitor>()?.SessionId is not { } session)
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        var faults = PasswordRules.Check(password, user.Name).Select(PasswordTexts.Of).ToList();
        if (password != form["again"].ToString())
        {
            faults.Add(AccessTexts.PasswordsDiffer);
        }

        if (!await logIns.ConfirmAsync(user.Name, form["old"].ToString(), context.RequestAborted))
        {
            faults.Insert(0, AccessTexts.OldPasswordWrong);
        }

        if (faults.Count > 0)
        {
            return await PageAsync(context, frame, faults);
        }

        await keeper.ChoosePasswordAsync(user.Actor, user.Name, password, session, context.RequestAborted);
        visitors.Forget();
        return SeeOther.Saying(
            PortalGate.ProfilePath, NoticeKind.Good, AccessTexts.PasswordChanged[frame.Language]);
    }

    /// <summary>POST /portal/profile/language.</summary>
    public async Task<IResult> ChooseLanguageAsync(HttpContext context, PageFrame frame)
    {
        var user = frame.User!;
        if (LanguageNames.FromWire(context.Request.Form["language"]) is { } language
            && await store.FindUserAsync(user.Name, context.RequestAborted) is { } stored)
        {
            await keeper.ChangeAsync(
                user.Actor, "user.languageChosen", ChangeUser.Of(stored) with { Language = language },
                context.RequestAborted);
            visitors.Forget();
        }

        return SeeOther.Saying(PortalGate.ProfilePath, NoticeKind.Good, AccessTexts.Saved[frame.Language]);
    }

    private async Task<IResult> PageAsync(HttpContext context, PageFrame frame, IReadOnlyList<Text> faults)
    {
        var stored = await store.FindUserAsync(frame.User!.Name, context.RequestAborted);
        var visitor = context.Features.Get<Visitor>();
        return Pages.Show<ProfilePage>(
            frame,
            new ProfileModel(stored?.Email, visitor?.SessionId is not null, visitor?.MustChange == true, faults),
            faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
