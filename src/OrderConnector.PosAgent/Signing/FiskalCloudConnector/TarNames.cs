using System.Formats.Tar;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>Puts archives together: what has the same name in several of them is taken once.</summary>
internal sealed class TarNames
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>True for a log message.</summary>
    internal static bool IsLog(TarEntry entry) => entry.Name.EndsWith(".log", StringComparison.Ordinal);

    /// <summary>Copies what was not seen before; answers how many log messages that were.</summary>
    /// <param name="archive">Read from its beginning; stays open.</param>
    /// <param name="into">Null only counts.</param>
    internal async Task<long> CopyAsync(Stream archive, TarWriter? into, CancellationToken cancellationToken)
    {
        archive.Position = 0;
        var logs = 0L;
        await using var reader = new TarReader(archive, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (!_seen.Add(entry.Name))
            {
                continue;
            }

            logs += IsLog(entry) ? 1 : 0;
            if (into is not null)
            {
                await into.WriteEntryAsync(entry, cancellationToken);
            }
        }

        return logs;
    }
}
