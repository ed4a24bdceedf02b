using System.CommandLine;
using Microsoft.Data.Sqlite;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Verifying;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>verify: walks every journal of the folder, also beside the running agent. Exit code 0 or 1.</summary>
public static class VerifyCommand
{
    private const int Page = 500;

    /// <summary>Builds the command.</summary>
    public static Command Build(Surroundings world, Option<string> data)
    {
        var verify = new Command("verify", "Checks the journal's chain and every signature in it.");
        verify.SetAction((parsed, _) => VerifyAsync(world, CommandLine.FolderOf(world, parsed, data)));
        return verify;
    }

    private static async Task<int> VerifyAsync(Surroundings world, AgentFolder folder)
    {
        var journals = folder.ReadJournals();
        if (journals.Count == 0)
        {
            await world.Error.WriteLineAsync($"There is no journal in {folder.Path}.");
            return 1;
        }

        var sound = true;
        foreach (var journal in journals)
        {
            sound &= await VerifyAsync(world, journal);
        }

        return sound ? 0 : 1;
    }

    private static async Task<bool> VerifyAsync(Surroundings world, string path)
    {
        try
        {
            using var reader = new SqliteJournalReader(path);
            var verifier = new JournalVerifier(reader.ReadHead().Id, reader.ReadOrder);
            var next = 1L;
            while (reader.Read(next, Page) is { Count: > 0 } entries)
            {
                foreach (var entry in entries)
                {
                    if (verifier.Check(entry) is { } fault)
                    {
                        await world.Error.WriteLineAsync(
                            $"{Path.GetFileName(path)}: entry {entry.Sequence} ({entry.Fact.Kind}): {fault}.");
                        return false;
                    }
                }

                next = entries[^1].Sequence + 1;
            }

            var (count, signed, unsigned, receipts) = verifier.Summary;
            await world.Out.WriteLineAsync(
                $"{Path.GetFileName(path)}: {count} entries are whole; {signed} signatures verify, {unsigned} sales "
                + $"without a signature have their reason, {receipts} receipts.");
            return true;
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException or FormatException)
        {
            await world.Error.WriteLineAsync($"{Path.GetFileName(path)} cannot be read: {fault.Message}");
            return false;
        }
    }
}
