using System.CommandLine;
using Microsoft.Extensions.Options;
using OrderConnector.PosAgent.Enrolling;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>run: the agent at work, until it is told to stop.</summary>
public static class RunCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(Surroundings world, Option<string> data)
    {
        var set = SetOption();
        var run = new Command("run", "Collects, signs and hands over orders until it is stopped.") { set };
        run.SetAction((parsed, cancellationToken) => RunAsync(
            world, CommandLine.FolderOf(world, parsed, data),
            SettingsOf(parsed, set), cancellationToken));
        return run;
    }

    /// <summary>Configuration values on the command line.</summary>
    internal static Option<string[]> SetOption()
    {
        var set = new Option<string[]>("--set")
        {
            Description = "A configuration value, Section:Key=value; may be given more than once.",
            AllowMultipleArgumentsPerToken = false,
        };
        set.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError("--set takes Section:Key=value.");
            }
        });
        return set;
    }

    /// <summary>The values given.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string?>> SettingsOf(
        ParseResult parsed, Option<string[]> set) => [.. (parsed.GetValue(set) ?? []).Select(Pair)];

    // One section is at fault, or several at once; empty for any other exception.
    private static List<string> FaultsOf(Exception fault) => fault switch
    {
        OptionsValidationException one => [.. one.Failures],
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            [.. several.InnerExceptions.SelectMany(FaultsOf)],
        _ => [],
    };

    private static KeyValuePair<string, string?> Pair(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return new(text[..at], text[(at + 1)..]);
    }

    private static async Task<int> RunAsync(
        Surroundings world, AgentFolder folder, IReadOnlyList<KeyValuePair<string, string?>> settings,
        CancellationToken cancellationToken)
    {
        if (folder.ReadIdentity() is not { BranchId: not null } identity || folder.ReadSecret() is not { } secret)
        {
            await world.Error.WriteLineAsync($"There is no enrolled agent in {folder.Path}; run 'enrol' first.");
            return 1;
        }

        if (!File.Exists(folder.Journal) && File.Exists(folder.JournalInTheMaking))
        {
            await world.Error.WriteLineAsync("A recovery was interrupted; run 'recover' again.");
            return ExitCode.PersonMustAct;
        }

        try
        {
            var app = AgentHost.Build(world, folder, identity, secret, settings);
            await using (app)
            {
                // Kept apart: running ends with the services disposed of.
                var exit = app.Services.GetRequiredService<ExitCode>();
                await app.RunAsync(cancellationToken);
                return exit.Value;
            }
        }
        catch (Exception fault) when (FaultsOf(fault) is { Count: > 0 } faults)
        {
            foreach (var line in faults)
            {
                await world.Error.WriteLineAsync(line);
            }

            return 2;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await world.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}
