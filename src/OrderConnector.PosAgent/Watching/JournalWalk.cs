using System.Text.Json;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Watching;

/// <summary>Walks every journal of a folder entry by entry, oldest first, also beside the running agent.</summary>
/// <param name="paths">The journals, in any order.</param>
internal sealed class JournalWalk(IReadOnlyList<string> paths)
{
    private const int Page = 500;

    private readonly List<string> _faults = [];

    /// <summary>Journals that cannot be read to their end, in sentences; whole once the walk has ended.</summary>
    internal IReadOnlyList<string> Faults => _faults;

    /// <summary>What a visitor makes of each entry, page by page. May be walked once.</summary>
    internal IEnumerable<T> Visit<T>(Func<JournalEntry, IReadOnlyList<T>> visit)
    {
        var journals = paths.Select(path => (Path: path, Head: HeadOf(path))).Where(one => one.Head is not null);
        foreach (var (path, _) in JournalOrder.Sort([.. journals], journal => journal.Head!))
        {
            using var reader = new SqliteJournalReader(path);
            for (long? next = 1; next is { } from;)
            {
                var made = new List<T>();
                next = VisitPage(path, reader, from, entry => made.AddRange(visit(entry)));
                foreach (var one in made)
                {
                    yield return one;
                }
            }
        }
    }

    private long? VisitPage(string path, SqliteJournalReader reader, long from, Action<JournalEntry> visit)
    {
        try
        {
            var entries = reader.Read(from, Page);
            foreach (var entry in entries)
            {
                visit(entry);
            }

            return entries.Count == 0 ? null : entries[^1].Sequence + 1;
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            _faults.Add(Sentence(path, fault));
            return null;
        }
    }

    private JournalHead? HeadOf(string path)
    {
        try
        {
            using var reader = new SqliteJournalReader(path);
            return reader.ReadHead();
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            _faults.Add(Sentence(path, fault));
            return null;
        }
    }

    private static bool IsUnreadable(Exception fault) =>
        fault is SqliteException or InvalidDataException or InvalidOperationException or FormatException
            or JsonException;

    private static string Sentence(string path, Exception fault) =>
        $"{Path.GetFileName(path)} cannot be read: {fault.Message}";
}
