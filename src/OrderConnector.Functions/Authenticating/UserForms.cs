using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Access;

namespace OrderConnector.Functions.Authenticating;

/// <summary>Between what is typed about a user, what is stored and what is shown.</summary>
internal static class UserForms
{
    private const int LongestName = 100;

    /// <summary>The name typed.</summary>
    public static string NameOf(IFormCollection form) => UserNames.Normalize(form["name"].ToString());

    /// <summary>Everything else typed, and everything that is wrong with it.</summary>
    public static (UserForm Form, List<Text> Faults) Read(
        IFormCollection typed, string name, IReadOnlyList<BranchChoice> branches)
    {
        var role = PortalRoleNames.FromWire(typed["role"].ToString());
        var form = new UserForm(
            name, typed["display"].ToString().Trim(), UserNames.Normalize(typed["email"].ToString()),
            role ?? PortalRole.Auditor, [.. typed["branch"].OfType<string>()],
            LanguageNames.FromWire(typed["language"]) ?? Language.German);
        var faults = new List<Text>();
        if (form.DisplayName.Length is 0 or > LongestName)
        {
            faults.Add(UserTexts.DisplayNameIsMissing);
        }

        if (form.Email.Length > 0 && !MailAddresses.IsValid(form.Email))
        {
            faults.Add(UserTexts.EmailIsWrong);
        }

        if (role is null)
        {
            faults.Add(UserTexts.RoleIsMissing);
        }

        if (role == PortalRole.Manager && form.Branches.Count == 0)
        {
            faults.Add(UserTexts.BranchIsMissing);
        }

        if (form.Branches.Except(branches.Select(branch => branch.Id)).Any())
        {
            faults.Add(UserTexts.BranchIsUnknown);
        }

        return (form, faults);
    }

    /// <summary>What was typed, to be stored.</summary>
    public static ChangeUser ToChange(UserForm form, bool isDisabled) => new(
        form.Name, form.DisplayName, form.Email.Length > 0 ? form.Email : null, form.Role, form.Branches,
        form.Language, isDisabled);

    /// <summary>A user as it stands, to be changed.</summary>
    public static UserForm Of(StoredUser user) => new(
        user.User.Name, user.User.DisplayName, user.Email ?? "", user.User.Role, user.User.Branches,
        user.User.Language);

    /// <summary>A user as listed.</summary>
    public static UserEntry Entry(StoredUser user) =>
        new(user.User, user.Email, user.IsDisabled, user.LockedUntil, user.LoggedInAt);
}
