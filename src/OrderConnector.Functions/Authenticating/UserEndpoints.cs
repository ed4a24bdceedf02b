using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Access;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Functions.Authenticating;

/// <summary>Users for administrators: list, add, change, disable, give a new password.</summary>
public sealed class UserEndpoints(IAccessStore store, IOrderStore orders, UserKeeper keeper, Visitors visitors)
{
    private static readonly UserForm s_blank = new("", "", "", PortalRole.Manager, [], Language.German);

    /// <summary>GET /portal/users.</summary>
    public Task<IResult> ListAsync(HttpContext context, PageFrame frame) => ListAsync(context, frame, s_blank, []);

    /// <summary>POST /portal/users.</summary>
    public async Task<IResult> AddAsync(HttpContext context, PageFrame frame)
    {
        var branches = await BranchesAsync(context.RequestAborted);
        var (form, faults) = UserForms.Read(context.Request.Form, UserForms.NameOf(context.Request.Form), branches);
        if (!UserNames.IsValid(form.Name))
        {
            faults.Insert(0, UserTexts.NameIsWrong);
        }

        if (faults.Count == 0)
        {
            if (await keeper.AddAsync(
                frame.User!.Actor, UserForms.ToChange(form, isDisabled: false), password: null,
                context.RequestAborted) is { } password)
            {
                return Pages.Show<OneTimePage>(frame, new OneTimeModel(form.Name, password));
            }

            faults.Add(UserTexts.Taken);
        }

        return await ListAsync(context, frame, form, faults);
    }

    /// <summary>GET /portal/users/{name}.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame) =>
        await FindAsync(context) is { } user
            ? await PageAsync(context, frame, user, UserForms.Of(user), [])
            : NotFound(frame);

    /// <summary>POST /portal/users/{name}.</summary>
    public async Task<IResult> ChangeAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(context) is not { } user)
        {
            return NotFound(frame);
        }

        var branches = await BranchesAsync(context.RequestAborted);
        var (form, faults) = UserForms.Read(context.Request.Form, user.User.Name, branches);
        return faults.Count > 0
            ? await PageAsync(context, frame, user, form, faults)
            : await StoreAsync(context, frame, user, "user.changed", UserForms.ToChange(form, user.IsDisabled));
    }

    /// <summary>POST /portal/users/{name}/state.</summary>
    public async Task<IResult> SwitchAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(context) is not { } user)
        {
            return NotFound(frame);
        }

        var isDisabled = context.Request.Form["state"].ToString() switch
        {
            "enabled" => false,
            "disabled" => true,
            _ => user.IsDisabled,
        };
        return await StoreAsync(
            context, frame, user, isDisabled ? "user.disabled" : "user.enabled",
            ChangeUser.Of(user) with { IsDisabled = isDisabled });
    }

    /// <summary>POST /portal/users/{name}/password.</summary>
    public async Task<IResult> ResetPasswordAsync(HttpContext context, PageFrame frame)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        var password = await keeper.ResetPasswordAsync(
            frame.User!.Actor, name, password: null, context.RequestAborted);
        visitors.Forget();
        return password is null
            ? NotFound(frame)
            : Pages.Show<OneTimePage>(frame, new OneTimeModel(name, password));
    }

    private async Task<IResult> StoreAsync(
        HttpContext context, PageFrame frame, StoredUser user, string action, ChangeUser change)
    {
        var outcome = await keeper.ChangeAsync(frame.User!.Actor, action, change, context.RequestAborted);
        visitors.Forget();
        return outcome switch
        {
            ChangeUserOutcome.Changed => SeeOther.Saying(
                "/portal/users/" + user.User.Name, NoticeKind.Good, UserTexts.Changed[frame.Language]),
            ChangeUserOutcome.Unknown => NotFound(frame),
            ChangeUserOutcome.LastAdministrator => await PageAsync(
                context, frame, user, UserForms.Of(user), [UserTexts.LastAdministrator]),
            ChangeUserOutcome.EmailTaken => await PageAsync(
                context, frame, user, UserForms.Of(user), [UserTexts.Taken]),
        };
    }

    private async Task<IResult> ListAsync(
        HttpContext context, PageFrame frame, UserForm form, IReadOnlyList<Text> faults)
    {
        var users = await store.ReadUsersAsync(context.RequestAborted);
        return Pages.Show<UsersPage>(
            frame,
            new UsersModel(
                [.. users.Select(UserForms.Entry)], await BranchesAsync(context.RequestAborted), form, faults),
            StatusOf(faults));
    }

    private async Task<IResult> PageAsync(
        HttpContext context, PageFrame frame, StoredUser user, UserForm form, IReadOnlyList<Text> faults) =>
        Pages.Show<UserPage>(
            frame,
            new UserModel(UserForms.Entry(user), await BranchesAsync(context.RequestAborted), form, faults),
            StatusOf(faults));

    private Task<StoredUser?> FindAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        // An e-mail address finds a user too, but is no address of its page.
        return UserNames.IsValid(name)
            ? store.FindUserAsync(name, context.RequestAborted)
            : Task.FromResult<StoredUser?>(null);
    }

    private async Task<IReadOnlyList<BranchChoice>> BranchesAsync(CancellationToken cancellationToken) =>
        [.. (await orders.ReadBranchesAsync(cancellationToken)).Select(row => new BranchChoice(row.Id, row.Name))];

    private static int StatusOf(IReadOnlyList<Text> faults) =>
        faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

    private static IResult NotFound(PageFrame frame) =>
        Pages.Show<RefusalPage>(frame, AccessTexts.NotHere, StatusCodes.Status404NotFound);
}
