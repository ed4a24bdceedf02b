using System.CommandLine;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Recovering;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>recover: after journal-rewound, or with a journal that cannot be read.</summary>
public static class RecoverCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(Surroundings world, Option<string> data)
    {
        var lastReceipt = new Option<long?>("--last-receipt")
        {
            Description = "The last receipt number issued; needed only where the journal cannot be read.",
        };
        lastReceipt.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!long.TryParse(token.Value, out var number) || number < 0))
            {
                result.AddError("--last-receipt takes a number of at least 0.");
            }
        });
        var recover = new Command(
            "recover", "Starts a new journal linked to the old one, after the cloud has refused the old one.")
        {
            lastReceipt,
        };
        recover.SetAction((parsed, _) => RecoverAsync(
            world, CommandLine.FolderOf(world, parsed, data), parsed.GetValue(lastReceipt)));
        return recover;
    }

    private static async Task<int> RecoverAsync(Surroundings world, AgentFolder folder, long? lastReceipt)
    {
        if (folder.ReadIdentity() is not { } identity)
        {
            await world.Error.WriteLineAsync($"There is no agent in {folder.Path}; run 'enrol' first.");
            return 1;
        }

        try
        {
            var (done, fault) = await new Recoverer(folder, world.Chance.Bytes, world.Clock)
                .RecoverAsync(identity.AgentId, lastReceipt);
            await (fault is null ? world.Out.WriteLineAsync(done) : world.Error.WriteLineAsync(fault));
            return fault is null ? 0 : 1;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await world.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}
