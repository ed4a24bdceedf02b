using System.CommandLine;
using System.Globalization;
using OrderConnector.Core.Alerting;
using OrderConnector.Portal.Channels;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Administering;

/// <summary>admin branch alerts, admin channel set: when something is an alert.</summary>
public static class AlertCommands
{
    /// <summary>admin branch alerts.</summary>
    public static Command OfBranch(Surroundings world, Option<string> data)
    {
        var id = Names.Argument("id", "The branch's id.");
        var escalate = Durations.Option("--escalate-after", "When the next level hears of what nobody took over.");
        var silent = Durations.Option("--agent-silent-after", "How long the agent may be silent.");
        var held = Durations.Option("--held-after", "How long an order may wait for a decision.");
        var release = Durations.Option("--release-after", "How long an order may wait for staff's release.");
        var handOver = Durations.Option("--hand-over-after", "How long a signed order may wait for the till.");
        var limit = new Option<int?>("--queue-limit") { Description = "From how many waiting orders growth is told." };
        limit.Validators.Add(result =>
        {
            if (result.GetValue(limit) is < AlertSettings.LeastQueueLimit or > AlertSettings.MostQueueLimit)
            {
                result.AddError(
                    $"--queue-limit is a whole number from {AlertSettings.LeastQueueLimit} to "
                    + $"{AlertSettings.MostQueueLimit}.");
            }
        });
        var watch = Durations.Watch();
        var reset = new Option<bool>("--reset") { Description = "First sets everything back to default." };
        var command = new Command("alerts", "Sets when something at a branch is an alert, and shows what is set.")
        {
            id, escalate, silent, held, release, handOver, limit, watch, reset,
        };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
        {
            var branch = parsed.GetValue(id)!;
            if (await admin.AlertStore.FindBranchAlertsAsync(branch, ct) is not { } before)
            {
                return admin.Refuse($"There is no branch {branch}.");
            }

            TimeSpan? Pick(Option<string?> option, TimeSpan? old) =>
                parsed.GetValue(option) is { } text ? Durations.Read(text) : old;
            var start = parsed.GetValue(reset) ? new ChosenAlertSettings() : before;
            var chosen = new ChosenAlertSettings(
                Pick(escalate, start.EscalateAfter), Pick(silent, start.AgentSilentAfter),
                Pick(held, start.HeldAfter), Pick(release, start.ReleaseAfter), Pick(handOver, start.HandOverAfter),
                parsed.GetValue(limit) ?? start.QueueLimit,
                parsed.GetValue(watch) is { } hours ? Durations.ReadWatch(hours) : start.Watch);
            return chosen == before || await admin.Alerts.SetBranchAsync(admin.Actor, branch, chosen, ct)
                ? admin.Done(Lines(AlertSettings.Of(chosen)))
                : admin.Refuse($"There is no branch {branch}.");
        }, token));
        return command;
    }

    /// <summary>admin channel set.</summary>
    public static Command OfChannel(Surroundings world, Option<string> data)
    {
        var id = Names.Argument("id", "The channel's id.");
        var after = Durations.Option("--overdue-after", "After how long an order nobody collected is late.");
        var release = new Option<string?>("--release")
        {
            Description = "Whether the branch signs at once or staff release each order, from now on.",
        };
        release.AcceptOnlyFromAmong([.. ChannelLine.Releases]);
        var command = new Command("set", "Sets a channel's deadline and release.") { id, after, release };
        command.Validators.Add(result =>
        {
            if (result.GetResult(after) is null && result.GetResult(release) is null)
            {
                result.AddError("Give --overdue-after, --release, or both.");
            }
        });
        command.SetAction((parsed, token) => AdminSession.ChangeAsync(world, parsed, data, async (admin, ct) =>
        {
            var channelId = parsed.GetValue(id)!;
            var channels = await ((IPortalQueries)admin.Store).ReadChannelLinesAsync(ct);
            if (channels.FirstOrDefault(one => one.Id == channelId) is not { } before)
            {
                return admin.Refuse($"There is no channel {channelId}.");
            }

            var set = before with
            {
                Release = parsed.GetValue(release) ?? before.Release,
                OverdueAfter = parsed.GetValue(after) is { } text ? Durations.Read(text) : before.OverdueAfter,
            };
            // What is so already stays so, and is no act.
            return set == before || await admin.Alerts.SetChannelAsync(admin.Actor, set, ct)
                ? admin.Done(
                    $"Orders of channel {channelId} are released: {set.Release}.",
                    $"Orders of channel {channelId} are late after "
                    + $"{Durations.Show(DeadlineRules.OverdueAfter(set.Kind, set.OverdueAfter))}.")
                : admin.Refuse($"There is no channel {channelId}.");
        }, token));
        return command;
    }

    private static string[] Lines(AlertSettings settings) =>
    [
        $"--escalate-after      {Durations.Show(settings.EscalateAfter)}",
        $"--agent-silent-after  {Durations.Show(settings.AgentSilentAfter)}",
        $"--held-after          {Durations.Show(settings.HeldAfter)}",
        $"--release-after       {Durations.Show(settings.ReleaseAfter)}",
        $"--hand-over-after     {Durations.Show(settings.HandOverAfter)}",
        string.Create(CultureInfo.InvariantCulture, $"--queue-limit         {settings.QueueLimit}"),
        $"--watch               {Durations.Show(settings.Watch)}",
    ];
}
