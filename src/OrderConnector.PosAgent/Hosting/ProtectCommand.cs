using System.CommandLine;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>
/// tss protect: writes a secret of a TSS as Windows keeps it. The secret comes by standard input, for a command line
/// can be seen by others. Exit code 0 done, 1 not done, 2 not here or no secret.
/// </summary>
internal static class ProtectCommand
{
    private const string User = "user";

    /// <summary>Builds the command.</summary>
    internal static Command Build(Surroundings world)
    {
        var file = new Option<string>("--out") { Description = "The file to make.", Required = true };
        var scope = new Option<string>("--scope")
        {
            Description = "Who may open it: any user of this machine who can read the file, or the current user alone.",
            DefaultValueFactory = _ => "machine",
        };
        scope.AcceptOnlyFromAmong("machine", User);
        var command = new Command("protect", "Windows: reads a secret from standard input and writes it protected.")
        {
            file, scope,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            world, parsed.GetValue(file)!, parsed.GetValue(scope) != User, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Surroundings world, string path, bool forMachine, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows())
        {
            return await SayAsync(world, ProtectedSecret.WindowsOnly, 2);
        }

        var secret = (await world.In.ReadToEndAsync(cancellationToken)).Trim();
        if (!TssSecret.IsUsable(secret))
        {
            return await SayAsync(world, "Standard input holds no secret: one line of visible ASCII.", 2);
        }

        try
        {
            await using var file = OwnerOnlyFile.Create(path);
            await using var writer = new StreamWriter(file);
            await writer.WriteLineAsync(ProtectedSecret.Protect(secret, forMachine));
            await writer.FlushAsync(cancellationToken);
            file.Flush(flushToDisk: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return await SayAsync(world, fault.Message, 1);
        }

        await world.Out.WriteLineAsync($"Written to {path}. Name it with the option that ends in File.");
        return 0;
    }

    private static async Task<int> SayAsync(Surroundings world, string sentence, int exitCode)
    {
        await world.Error.WriteLineAsync(sentence);
        return exitCode;
    }
}
