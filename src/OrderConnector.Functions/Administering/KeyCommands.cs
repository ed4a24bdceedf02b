using System.CommandLine;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>admin agent-key and admin operator-key.</summary>
public static class KeyCommands
{
    /// <summary>A registration key: enrols agents of a branch.</summary>
    public static Command AgentKey(Surroundings world, Option<string> data)
    {
        var branch = Names.Argument("branchId", "The branch the agent will serve.");
        var uses = Names.Number("--uses", "How many agents it enrols.", 1, 1, 1000);
        var days = Names.Number("--days", "How many days it is valid.", 30, 1, 3650);
        var command = new Command("agent-key", "Prints a registration key.") { branch, uses, days };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed.GetValue(data)!, async (admin, ct) =>
        {
            var branchId = parsed.GetValue(branch)!;
            if ((await admin.Store.ReadBranchesAsync(ct)).All(row => row.Id != branchId))
            {
                return admin.Refuse($"There is no branch {branchId}.");
            }

            var now = admin.Now;
            var key = admin.NewKey("rk");
            await admin.Store.AddKeyAsync(
                new StoredKey(
                    key.Id, key.Hash(), KeyPurpose.Registration, branchId, [branchId], (int)parsed.GetValue(uses), now,
                    now.AddDays(parsed.GetValue(days)), null),
                ct);
            return admin.Done($"Registration key for branch {branchId}, shown this once:", key.ToString());
        }, token));
        return command;
    }

    /// <summary>An operator key: reads the number register.</summary>
    public static Command OperatorKey(Surroundings world, Option<string> data)
    {
        var name = Names.Argument("name", "Whose key it is.");
        var command = new Command("operator-key", "Prints an operator key.") { name };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed.GetValue(data)!, async (admin, ct) =>
        {
            var key = admin.NewKey("op");
            await admin.Store.AddKeyAsync(
                new StoredKey(
                    key.Id, key.Hash(), KeyPurpose.Operator, parsed.GetValue(name)!, [], UsesLeft: 0, admin.Now, null,
                    null),
                ct);
            return admin.Done($"Operator key of {parsed.GetValue(name)}, shown this once:", key.ToString());
        }, token));
        return command;
    }
}
