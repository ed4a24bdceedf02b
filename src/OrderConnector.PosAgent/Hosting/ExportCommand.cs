using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Exporting;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>
/// export tss: the log of a TSS as the device gives it, checked. Exit code 0 all is well, 1 findings or no export,
/// 2 an option is wrong.
/// </summary>
internal static class ExportCommand
{
    private const string Second = "yyyy-MM-dd'T'HH:mm:ssK";
    private const string Day = "yyyy-MM-dd";

    /// <summary>Builds the command.</summary>
    internal static Command Build(Surroundings world, Option<string> data)
    {
        var from = Moment("--from", "Begin: a day, or a second with its offset (2026-11-20T00:00:00+01:00).");
        var to = Moment("--to", "End, included: a day, or a second with its offset.");
        var file = new Option<string>("--out") { Description = "The file to make, a TAR.", Required = true };
        var acknowledge = new Option<bool>("--acknowledge")
        {
            Description = "When the file is whole and checked: tells the TSS that it may delete what is in it.",
        };
        var (which, set) = (TssPlace.Option(), RunCommand.SetOption());
        var tss = new Command("tss", "Writes the log of the TSS (TAR) and checks every message and signature of it.")
        {
            from, to, file, acknowledge, which, set,
        };
        tss.SetAction((parsed, cancellationToken) => ExportAsync(
            world,
            new TssExportWish(
                CommandLine.FolderOf(world, parsed, data), BeginOf(parsed.GetValue(from)!)!.Value,
                EndOf(parsed.GetValue(to)!)!.Value, parsed.GetValue(file)!, parsed.GetValue(which),
                RunCommand.SettingsOf(parsed, set), parsed.GetValue(acknowledge)),
            cancellationToken));
        return new Command("export", "Writes what an audit asks for.") { tss };
    }

    /// <summary>A day begins at the German midnight.</summary>
    internal static DateTimeOffset? BeginOf(string text) =>
        DayOf(text) is { } day ? DayEnd.BeginOf(day) : SecondOf(text);

    /// <summary>A day ends a second before the next one.</summary>
    internal static DateTimeOffset? EndOf(string text) => DayOf(text) is { } day
        ? day == DateOnly.MaxValue ? null : DayEnd.BeginOf(day.AddDays(1)).AddSeconds(-1)
        : SecondOf(text);

    private static DateOnly? DayOf(string text) => DateOnly.TryParseExact(
        text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > DateOnly.MinValue
        ? day : null;

    // Without an offset it would be the clock of whatever machine this runs on.
    private static DateTimeOffset? SecondOf(string text) =>
        (text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-'))
        && DateTimeOffset.TryParseExact(
            text, Second, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment : null;

    private static Option<string> Moment(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && EndOf(token.Value) is null)
            {
                result.AddError($"{name} takes a day (2026-11-20) or a second with its offset "
                    + "(2026-11-20T00:00:00+01:00).");
            }
        });
        return option;
    }

    private static async Task<int> ExportAsync(
        Surroundings world, TssExportWish wish, CancellationToken cancellationToken)
    {
        if (wish.To < wish.From)
        {
            return await SayAsync(world, "--to lies before --from.", 2);
        }

        if (Path.Exists(wish.File))
        {
            return await SayAsync(world, $"{wish.File} is there already; --out must name a new file.", 2);
        }

        if (wish.Folder.ReadIdentity() is null)
        {
            return await SayAsync(world, $"There is no agent in {wish.Folder.Path}; run 'enrol' first.", 1);
        }

        try
        {
            var (findings, failure) = await new TssExport(world, wish).RunAsync(cancellationToken);
            if (findings is null)
            {
                return await SayAsync(world, failure!.Detail, failure.ExitCode);
            }

            foreach (var sentence in findings.Sentences())
            {
                await world.Out.WriteLineAsync(sentence);
            }

            await world.Out.WriteLineAsync($"Written to {wish.File}.");
            return await AcknowledgeAsync(world, wish, findings, cancellationToken) && findings.Findings.Count == 0
                ? 0
                : 1;
        }
        catch (OptionsValidationException faults)
        {
            return await SayAsync(world, string.Join(Environment.NewLine, faults.Failures), 2);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return await SayAsync(world, fault.Message, 1);
        }
    }

    private static async Task<bool> AcknowledgeAsync(
        Surroundings world, TssExportWish wish, TssLogFindings findings, CancellationToken cancellationToken)
    {
        if (!wish.Acknowledge)
        {
            return true;
        }

        var (done, sentence) = await new TssAcknowledgement(world, wish).RunAsync(findings, cancellationToken);
        await (done ? world.Out : world.Error).WriteLineAsync(sentence);
        return done;
    }

    private static async Task<int> SayAsync(Surroundings world, string sentence, int exitCode)
    {
        await world.Error.WriteLineAsync(sentence);
        return exitCode;
    }
}
