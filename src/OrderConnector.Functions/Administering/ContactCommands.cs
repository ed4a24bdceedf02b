using System.CommandLine;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;

namespace OrderConnector.Functions.Administering;

/// <summary>admin contact add | list | remove | test: who hears of a branch's incidents.</summary>
public static class ContactCommands
{
    /// <summary>Builds the commands.</summary>
    public static Command Build(Surroundings world, Option<string> data) =>
        new("contact", "Who hears of a branch's incidents.")
        {
            Add(world, data), List(world, data), Remove(world, data), Test(world, data),
        };

    private static Command Add(Surroundings world, Option<string> data)
    {
        var branch = Names.Argument("branch", "The branch's id.");
        var name = Names.Required("--name", "The contact's name, for people.");
        var level = Names.Number("--level", "1 is told first, 2 where nobody reacts …", 1, 1, ContactRules.LastLevel);
        var mail = new Option<string?>("--mail") { Description = "A mail address." };
        var webhook = new Option<string?>("--webhook") { Description = "A web address; its secret is printed once." };
        var language = new Option<string>("--language")
        {
            Description = "What it reads.", DefaultValueFactory = _ => Language.German.ToWire(),
        };
        language.AcceptOnlyFromAmong([.. Enum.GetValues<Language>().Select(one => one.ToWire())]);
        var command = new Command("add", "Adds a contact.") { branch, name, level, mail, webhook, language };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(mail) is null) == (result.GetValue(webhook) is null))
            {
                result.AddError("Give one of --mail and --webhook.");
            }
        });
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
        {
            var address = parsed.GetValue(mail);
            var added = await admin.Alerts.AddContactAsync(
                admin.Actor,
                new Contact(
                    "", parsed.GetValue(branch)!, (int)parsed.GetValue(level), parsed.GetValue(name)!.Trim(),
                    address is null ? ContactKind.Webhook : ContactKind.Mail,
                    address ?? parsed.GetValue(webhook)!, LanguageNames.FromWire(parsed.GetValue(language))!.Value),
                ct);
            return added.Faults.Count > 0 ? admin.Refuse(string.Join(
                    Environment.NewLine, added.Faults.Select(fault => fault.English)))
                : added.Secret is { } secret
                ? admin.Done($"Contact {added.Contact.Id} added. Its secret, shown this once:", secret)
                : admin.Done($"Contact {added.Contact.Id} added.");
        }, token));
        return command;
    }

    private static Command List(Surroundings world, Option<string> data)
    {
        var branch = new Option<string?>("--branch") { Description = "Of this branch only." };
        var command = new Command("list", "Lists the contacts.") { branch };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
            admin.Done((await admin.AlertStore.ReadContactsAsync(parsed.GetValue(branch), ct)).Select(contact =>
                $"{contact.Id}  {contact.BranchId}  level {contact.Level}  {contact.Kind.ToWire()}  "
                + $"{contact.Address}  {contact.Language.ToWire()}  {contact.Name}")), token));
        return command;
    }

    private static Command Remove(Surroundings world, Option<string> data)
    {
        var id = Names.Argument("contact", "The contact's id.");
        var command = new Command("remove", "Removes a contact; what it has not heard yet it does not hear.") { id };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
            await admin.Alerts.FindContactAsync(parsed.GetValue(id)!, ct) is { } contact
            && await admin.Alerts.RemoveContactAsync(admin.Actor, contact, ct)
                ? admin.Done($"Contact {contact.Id} removed.")
                : admin.Refuse($"There is no contact {parsed.GetValue(id)}."), token));
        return command;
    }

    private static Command Test(Surroundings world, Option<string> data)
    {
        var id = Names.Argument("contact", "The contact's id.");
        var command = new Command("test", "Sends a test to a contact, at once, and says how it went.") { id };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
        {
            if (await admin.Alerts.FindContactAsync(parsed.GetValue(id)!, ct) is not { } contact
                || await admin.Alerts.TestContactAsync(admin.Actor, contact, ct) is not { } outcome)
            {
                return admin.Refuse($"There is no contact {parsed.GetValue(id)}.");
            }

            return outcome.IsSent ? admin.Done($"Sent to {contact.Address}.")
                : outcome.IsTriedAgain
                ? admin.Refuse($"Not sent yet: {outcome.Detail} A serving process tries again for a day.")
                : admin.Refuse($"Not sent: {outcome.Detail}");
        }, token));
        return command;
    }
}
