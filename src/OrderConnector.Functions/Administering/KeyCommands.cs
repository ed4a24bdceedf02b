using System.CommandLine;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>admin agent-key and admin operator-key.</summary>
public static class KeyCommands
{
    /// <summary>A registration key: enrols agents of the branches named, each for one of them.</summary>
    public static Command AgentKey(Surroundings world, Option<string> data)
    {
        var branch = Names.Arguments("branchId", "The branch the agent will serve; several make a master key.");
        var uses = Names.Number("--uses", "How many agents it enrols.", 1, 1, 1000);
        var days = Names.Number("--days", "How many days it is valid.", 30, 1, 3650);
        var command = new Command("agent-key", "Prints a registration key.") { branch, uses, days };
        command.SetAction((parsed, token) => AdminSession.ChangeAsync(world, parsed, data, async (admin, ct) =>
        {
            var branches = parsed.GetValue(branch)!.Distinct().ToList();
            var known = (await admin.Store.ReadBranchesAsync(ct)).Select(row => row.Id).ToHashSet();
            if (branches.FirstOrDefault(id => !known.Contains(id)) is { } unknown)
            {
                return admin.Refuse($"There is no branch {unknown}.");
            }

            var now = admin.Now;
            var key = admin.NewKey("rk");
            await admin.Store.AddKeyAsync(
                new StoredKey(
                    key.Id, key.Hash(), KeyPurpose.Registration, branches[0], branches, (int)parsed.GetValue(uses), now,
                    now.AddDays(parsed.GetValue(days)), null),
                admin.Actor, ct);
            return admin.Done(
                $"Registration key for branch {string.Join(", ", branches)}, shown this once:", key.ToString());
        }, token));
        return command;
    }

    /// <summary>An operator key: reads the number register.</summary>
    public static Command OperatorKey(Surroundings world, Option<string> data)
    {
        var name = Names.Argument("name", "Whose key it is.");
        var command = new Command("operator-key", "Prints an operator key.") { name };
        command.SetAction((parsed, token) => AdminSession.ChangeAsync(world, parsed, data, async (admin, ct) =>
        {
            var key = admin.NewKey("op");
            await admin.Store.AddKeyAsync(
                new StoredKey(
                    key.Id, key.Hash(), KeyPurpose.Operator, parsed.GetValue(name)!, [], UsesLeft: 0, admin.Now, null,
                    null),
                admin.Actor, ct);
            return admin.Done($"Operator key of {parsed.GetValue(name)}, shown this once:", key.ToString());
        }, token));
        return command;
    }
}
