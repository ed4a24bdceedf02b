using System.CommandLine;
using System.Globalization;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Releasing;
using OrderConnector.PosAgent.Watching;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>
/// outages: the failure log of the TSS, read from every journal of the folder, also beside the running agent;
/// outages close: a person ends an outage. Exit code 0 done, 1 not done or a journal that cannot be read.
/// </summary>
internal static class OutagesCommand
{
    /// <summary>Builds the commands.</summary>
    internal static Command Build(Surroundings world, Option<string> data)
    {
        var from = Day("--from", "First day, yyyy-MM-dd; outages that end before it are left out.");
        var to = Day("--to", "Last day, yyyy-MM-dd; outages that begin after it are left out.");
        var csv = new Option<string?>("--csv") { Description = "Writes CSV to this file instead of a table." };
        var outages = new Command("outages", "Shows when the TSS was out, and every sale that is unsigned.")
        {
            from, to, csv,
        };
        outages.Validators.Add(result =>
        {
            if (DayOf(result.GetValue(from)) > DayOf(result.GetValue(to)))
            {
                result.AddError("--to must not be before --from.");
            }
        });
        outages.SetAction((parsed, _) => ListAsync(
            world, CommandLine.FolderOf(world, parsed, data), DayOf(parsed.GetValue(from)),
            DayOf(parsed.GetValue(to)), parsed.GetValue(csv)));
        outages.Subcommands.Add(Close(world, data));
        return outages;
    }

    private static Command Close(Surroundings world, Option<string> data)
    {
        var talk = new StaffTalk(world, parsed => CommandLine.FolderOf(world, parsed, data).Path);
        var tss = new Option<string>("--tss") { Description = "Name of the TSS.", Required = true };
        StaffCommands.Check(tss, StaffRules.TssMustBeNamed);
        var (reason, by) = (StaffCommands.Reason(), StaffCommands.By());
        var close = new Command("close", "Ends an outage that stays open, as of a TSS that was taken away.")
        {
            tss, reason, by,
        };
        close.SetAction((parsed, cancellationToken) => talk.WishAsync(
            parsed, "outages/close",
            new CloseOutageWish(
                parsed.GetValue(tss)!, talk.Actor(parsed.GetValue(by)), parsed.GetValue(reason)!),
            cancellationToken));
        return close;
    }

    private static Option<string?> Day(string name, string description)
    {
        var day = new Option<string?>(name) { Description = description };
        StaffCommands.Check(day, text => DayOf(text) is null ? $"{name} takes a day, yyyy-MM-dd." : null);
        return day;
    }

    private static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<int> ListAsync(
        Surroundings world, AgentFolder folder, DateOnly? from, DateOnly? to, string? csv)
    {
        var journals = folder.ReadJournals();
        if (journals.Count == 0)
        {
            await world.Error.WriteLineAsync($"There is no journal in {folder.Path}.");
            return 1;
        }

        var walk = new JournalWalk(journals);
        var rows = Rows(walk).Where(row => row.FallsInto(from, to));
        try
        {
            await (csv is null ? PrintAsync(world, rows) : SaveAsync(world, rows, csv));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await world.Error.WriteLineAsync(fault.Message);
            return 1;
        }

        foreach (var fault in walk.Faults)
        {
            await world.Error.WriteLineAsync(fault);
        }

        return walk.Faults.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<OutageRow> Rows(JournalWalk walk)
    {
        var log = new OutageLog();
        return walk.Visit(log.Take).Concat(Enumerable.Repeat(log, 1).SelectMany(one => one.Finish()));
    }

    private static async Task PrintAsync(Surroundings world, IEnumerable<OutageRow> rows)
    {
        var any = false;
        foreach (var row in rows)
        {
            await world.Out.WriteAsync(any ? OutageText.Write(row) : OutageText.Head + OutageText.Write(row));
            any = true;
        }

        if (!any)
        {
            await world.Out.WriteLineAsync("No outage, and every sale is signed.");
        }
    }

    // Whole or not at all: written beside, then moved into place.
    private static async Task SaveAsync(Surroundings world, IEnumerable<OutageRow> rows, string path)
    {
        var beside = path + ".new";
        var count = 0;
        await using (var file = File.Create(beside))
        using (var csv = new OutageCsv(file))
        {
            foreach (var row in rows)
            {
                csv.Write(row);
                count++;
            }
        }

        File.Move(beside, path, overwrite: true);
        await world.Out.WriteLineAsync(FormattableString.Invariant($"{count} rows are in {path}."));
    }
}
