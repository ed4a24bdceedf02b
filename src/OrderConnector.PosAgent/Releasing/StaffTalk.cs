using System.CommandLine;
using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Hosting;

namespace OrderConnector.PosAgent.Releasing;

/// <summary>One command's talk with the running agent: what is printed where, and the exit code.</summary>
/// <param name="world">Where it prints, and chance for request ids.</param>
/// <param name="folderOf">The data folder of a command line.</param>
internal sealed class StaffTalk(Surroundings world, Func<ParseResult, string> folderOf)
{
    /// <summary>A name for a wish that is made once.</summary>
    internal string NewRequest() => Convert.ToHexStringLower(world.Chance.Bytes(8));

    /// <summary>Who a wish is on record as.</summary>
    internal string Actor(string? by) => by is null ? StaffActor.Of(world.Person) : StaffActor.Prefix + by;

    /// <summary>Asks, and prints the answer.</summary>
    internal Task<int> AskAsync<T>(
        ParseResult parsed, string path, Func<T, string> print, CancellationToken cancellationToken)
        where T : class => TalkAsync(parsed, async client =>
        {
            var reply = await client.AskAsync<T>(path, cancellationToken);
            if (reply.Value is { } value)
            {
                await world.Out.WriteAsync(print(value));
                return 0;
            }

            await world.Error.WriteLineAsync(reply.Fault ?? reply.Answer!.Detail);
            return 1;
        });

    /// <summary>Wishes, and prints what became of it.</summary>
    internal Task<int> WishAsync<TWish>(
        ParseResult parsed, string path, TWish wish, CancellationToken cancellationToken) =>
        TalkAsync(parsed, async client =>
        {
            var reply = await client.WishAsync(path, wish, cancellationToken);
            if (reply.Answer is { Outcome: "done" } done)
            {
                await world.Out.WriteLineAsync(done.Detail);
                return 0;
            }

            await world.Error.WriteLineAsync(reply.Fault ?? reply.Answer!.Detail);
            if (wish is VoidWish { Request: var request } && reply.Answer is null or { Outcome: "cloudUnavailable" })
            {
                await world.Error.WriteLineAsync(
                    $"It is not known whether it was done. Run the same command with --request {request}: "
                    + "that cannot void twice.");
            }

            return 1;
        });

    private async Task<int> TalkAsync(ParseResult parsed, Func<StaffClient, Task<int>> talk)
    {
        try
        {
            using var client = new StaffClient(folderOf(parsed));
            return await talk(client);
        }
        catch (IOException fault)
        {
            await world.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}
