using System.CommandLine;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>admin channel add, set.</summary>
public static class ChannelCommands
{
    /// <summary>Builds the commands.</summary>
    public static Command Build(Surroundings world, Option<string> data) =>
        new("channel", "Where orders come from.") { Add(world, data), AlertCommands.OfChannel(world, data) };

    private static Command Add(Surroundings world, Option<string> data)
    {
        var id = Names.Argument("id", "The channel's id.");
        var branches = new Option<string[]>("--branch")
        {
            Description = "A branch it may post to; may be given more than once.",
            Required = true,
        };
        var kind = new Option<string>("--kind") { Description = "Who posts.", DefaultValueFactory = _ => "native" };
        kind.AcceptOnlyFromAmong("native");
        var release = new Option<string>("--release")
        {
            Description = "Whether the branch signs at once or staff release each order.",
            DefaultValueFactory = _ => "auto",
        };
        release.AcceptOnlyFromAmong("auto", "held");
        var command = new Command("add", "Adds a channel and prints its key.") { id, branches, kind, release };
        command.SetAction((parsed, token) => AdminSession.ChangeAsync(world, parsed, data, (admin, ct) =>
            AddAsync(
                admin,
                new Channel(
                    parsed.GetValue(id)!, parsed.GetValue(kind)!, parsed.GetValue(release)!,
                    parsed.GetValue(branches)!.Distinct().ToList()),
                ct), token));
        return command;
    }

    private static async Task<int> AddAsync(AdminSession admin, Channel channel, CancellationToken cancellationToken)
    {
        var known = (await admin.Store.ReadBranchesAsync(cancellationToken)).Select(branch => branch.Id).ToHashSet();
        if (channel.Branches.FirstOrDefault(branch => !known.Contains(branch)) is { } unknown)
        {
            return admin.Refuse($"There is no branch {unknown}.");
        }

        var key = admin.NewKey("ch");
        var stored = new StoredKey(
            key.Id, key.Hash(), KeyPurpose.Channel, channel.Id, [], UsesLeft: 0, admin.Now, null, null);
        return await admin.Store.AddChannelAsync(channel, stored, admin.Actor, cancellationToken)
            ? admin.Done($"Channel {channel.Id} added. Its key, shown this once:", key.ToString())
            : admin.Refuse($"There is a channel {channel.Id} already.");
    }
}
