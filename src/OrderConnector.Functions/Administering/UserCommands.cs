using System.CommandLine;
using System.Globalization;
using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>admin user add | set-password | set | disable | enable | list: who may use the portal.</summary>
public static class UserCommands
{
    private static readonly string[] s_roles = [.. Enum.GetValues<PortalRole>().Select(role => role.ToWire())];

    /// <summary>Builds the commands.</summary>
    public static Command Build(Surroundings world, Option<string> data) => new("user", "Users of the portal.")
    {
        Add(world, data), SetPassword(world, data), Set(world, data),
        Switch(world, data, "disable", "Lets a user log in no more, and logs it out.", disabled: true),
        Switch(world, data, "enable", "Lets a user log in again.", disabled: false),
        List(world, data),
    };

    private static Command Add(Surroundings world, Option<string> data)
    {
        var (name, given) = (Name(), new UserOptions(roleIsRequired: true));
        var typed = PasswordFromInput();
        var command = new Command("add", "Adds a user; the last line printed is a one-time password.") { name, typed };
        given.AddTo(command);
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
        {
            var id = parsed.GetValue(name)!;
            var user = given.Over(
                new ChangeUser(id, id, null, PortalRole.Auditor, [], Language.German, IsDisabled: false), parsed);
            if (await FaultOfAsync(admin, user, ct) is { } fault)
            {
                return admin.Refuse(fault);
            }

            if (!TryRead(admin, parsed.GetValue(typed), id, out var password))
            {
                return 1;
            }

            return await admin.Users.AddAsync(admin.Actor, user, password, ct) is { } oneTime
                ? Shown(admin, $"User {id} added.", password is null ? oneTime : null)
                : admin.Refuse($"There is a user {id}, or one with this e-mail address, already.");
        }, token));
        return command;
    }

    private static Command SetPassword(Surroundings world, Option<string> data)
    {
        var (name, typed) = (Name(), PasswordFromInput());
        var command = new Command("set-password", "Gives a user a one-time password, and logs it out.") { name, typed };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
        {
            var id = parsed.GetValue(name)!;
            if (!TryRead(admin, parsed.GetValue(typed), id, out var password))
            {
                return 1;
            }

            return await admin.Users.ResetPasswordAsync(admin.Actor, id, password, ct) is { } oneTime
                ? Shown(admin, $"User {id} has a new password.", password is null ? oneTime : null)
                : admin.Refuse($"There is no user {id}.");
        }, token));
        return command;
    }

    private static Command Set(Surroundings world, Option<string> data)
    {
        var (name, given) = (Name(), new UserOptions(roleIsRequired: false));
        var command = new Command("set", "Changes a user; what is not given stays as it is.") { name };
        given.AddTo(command);
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, (admin, ct) =>
            ChangeAsync(admin, parsed.GetValue(name)!, "user.changed", old => given.Over(old, parsed), ct), token));
        return command;
    }

    private static Command Switch(
        Surroundings world, Option<string> data, string word, string description, bool disabled)
    {
        var name = Name();
        var command = new Command(word, description) { name };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, (admin, ct) =>
            ChangeAsync(
                admin, parsed.GetValue(name)!, disabled ? "user.disabled" : "user.enabled",
                old => old with { IsDisabled = disabled }, ct), token));
        return command;
    }

    private static Command List(Surroundings world, Option<string> data)
    {
        var command = new Command("list", "Lists the users.");
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
            admin.Done((await admin.Access.ReadUsersAsync(ct)).Select(Line)), token));
        return command;
    }

    private static async Task<int> ChangeAsync(
        AdminSession admin, string name, string action, Func<ChangeUser, ChangeUser> change,
        CancellationToken cancellationToken)
    {
        if (await admin.Access.FindUserAsync(name, cancellationToken) is not { } old)
        {
            return admin.Refuse($"There is no user {name}.");
        }

        var changed = change(ChangeUser.Of(old));
        if (await FaultOfAsync(admin, changed, cancellationToken) is { } fault)
        {
            return admin.Refuse(fault);
        }

        return await admin.Users.ChangeAsync(admin.Actor, action, changed, cancellationToken) switch
        {
            ChangeUserOutcome.Changed => admin.Done($"User {name} changed."),
            ChangeUserOutcome.Unknown => admin.Refuse($"There is no user {name}."),
            ChangeUserOutcome.LastAdministrator => admin.Refuse(
                $"{name} is the last administrator; nobody would be left to look after users."),
            ChangeUserOutcome.EmailTaken => admin.Refuse("Another user has this e-mail address."),
        };
    }

    private static async Task<string?> FaultOfAsync(
        AdminSession admin, ChangeUser user, CancellationToken cancellationToken)
    {
        var known = (await admin.Store.ReadBranchesAsync(cancellationToken)).Select(branch => branch.Id).ToHashSet();
        return user.Branches.FirstOrDefault(branch => !known.Contains(branch)) is { } unknown
            ? $"There is no branch {unknown}."
            : user is { Role: PortalRole.Manager, Branches.Count: 0 } && !user.IsDisabled
            ? "A manager needs a branch; give --branch."
            : user.Email is { } email && !MailAddresses.IsValid(email) ? $"{email} is no e-mail address." : null;
    }

    private static bool TryRead(AdminSession admin, bool fromInput, string name, out string? password)
    {
        password = fromInput ? admin.ReadLine() ?? "" : null;
        if (password is null || PasswordRules.Check(password, name) is not { Count: > 0 } faults)
        {
            return true;
        }

        foreach (var fault in faults)
        {
            admin.Refuse(PasswordTexts.Of(fault).English);
        }

        return false;
    }

    // Alone on its line and the last, so that a script can take it.
    private static int Shown(AdminSession admin, string sentence, string? oneTime) => oneTime is null
        ? admin.Done(sentence)
        : admin.Done(sentence + " The one-time password, shown this once:", oneTime);

    private static Argument<string> Name()
    {
        var name = new Argument<string>("name") { Description = "What the user types to log in." };
        name.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !UserNames.IsValid(token.Value)))
            {
                result.AddError($"<name> is 1 to {UserNames.MaxLength} of a-z 0-9 . _ -");
            }
        });
        return name;
    }

    private static Option<bool> PasswordFromInput() => new("--password-from-input")
    {
        Description = "Reads the password from standard input, one line, instead of making one.",
    };

    private static string Line(StoredUser user) => string.Create(
        CultureInfo.InvariantCulture,
        $"{user.User.Name}  {user.User.Role.ToWire()}  {string.Join(',', user.User.Branches)}  "
        + $"{user.User.DisplayName}  "
        + $"{user.Email}  last log in {user.LoggedInAt?.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}  "
        + $"{(user.IsDisabled ? "disabled" : "")}").TrimEnd();

    private sealed class UserOptions
    {
        private readonly Option<string?> _role = new("--role") { Description = "What the user may do." };
        private readonly Option<string[]> _branches = new("--branch")
        {
            Description = "A manager's own branch; may be given more than once.",
        };

        private readonly Option<string?> _display = new("--display") { Description = "The user's name, for people." };
        private readonly Option<string?> _email = new("--email") { Description = "E-mail address; \"\" for none." };
        private readonly Option<string?> _language = new("--language") { Description = "What the user reads." };

        public UserOptions(bool roleIsRequired)
        {
            _role.Required = roleIsRequired;
            _role.AcceptOnlyFromAmong(s_roles);
            _language.AcceptOnlyFromAmong([.. Enum.GetValues<Language>().Select(language => language.ToWire())]);
        }

        public void AddTo(Command command)
        {
            foreach (Option option in (Option[])[_role, _branches, _display, _email, _language])
            {
                command.Options.Add(option);
            }
        }

        public ChangeUser Over(ChangeUser old, ParseResult parsed) => old with
        {
            Role = parsed.GetValue(_role) is { } role ? PortalRoleNames.FromWire(role)!.Value : old.Role,
            Branches = parsed.GetValue(_branches) is { Length: > 0 } branches ? branches : old.Branches,
            DisplayName = parsed.GetValue(_display) ?? old.DisplayName,
            Email = parsed.GetValue(_email) switch
            {
                null => old.Email,
                "" => null,
                var email => UserNames.Normalize(email),
            },
            Language = LanguageNames.FromWire(parsed.GetValue(_language)) ?? old.Language,
        };
    }
}
