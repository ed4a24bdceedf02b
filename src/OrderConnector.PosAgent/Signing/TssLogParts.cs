using System.Formats.Tar;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OrderConnector.PosAgent.Signing;

/// <summary>
/// Log exports that came in parts, kept in files of their own until all are there and then put together: every log
/// message once, by its signature counter, and of everything else the first of its name. One part alone stays as the
/// device gave it.
/// </summary>
internal sealed partial class TssLogParts : IAsyncDisposable
{
    private readonly List<FileStream> _parts = [];

    /// <summary>A new part, to be filled.</summary>
    public Stream Add()
    {
        var part = TemporaryFile.Create();
        _parts.Add(part);
        return part;
    }

    /// <summary>A part that came to nothing.</summary>
    public async Task DropAsync(Stream part)
    {
        _parts.RemoveAll(other => other == part);
        await part.DisposeAsync();
    }

    /// <summary>Writes what all parts hold; answers how many log messages there are.</summary>
    /// <exception cref="InvalidDataException">A part is no TAR; nothing was written.</exception>
    public async Task<long> WriteAsync(Stream target, CancellationToken cancellationToken)
    {
        // Read to the end before the first byte is written: half an archive must not pass for one.
        var count = await MergeAsync(into: null, cancellationToken);
        if (_parts is [var only])
        {
            only.Position = 0;
            await only.CopyToAsync(target, cancellationToken);
            return count;
        }

        await using var merged = new TarWriter(target, TarEntryFormat.Ustar, leaveOpen: true);
        return await MergeAsync(merged, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts)
        {
            await part.DisposeAsync();
        }
    }

    private async Task<long> MergeAsync(TarWriter? into, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(into, cancellationToken);
        }
        catch (Exception fault) when (fault is FormatException or EndOfStreamException)
        {
            throw new InvalidDataException("A part of the export is no TAR.", fault);
        }
    }

    private async Task<long> ReadAsync(TarWriter? into, CancellationToken cancellationToken)
    {
        var counters = new HashSet<long>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in _parts)
        {
            part.Position = 0;
            await using var reader = new TarReader(part, leaveOpen: true);
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                var isNew = CounterOf(entry.Name) is { } counter ? counters.Add(counter) : names.Add(entry.Name);
                if (isNew && into is not null)
                {
                    await into.WriteEntryAsync(entry, cancellationToken);
                }
            }
        }

        return counters.Count;
    }

    private static long? CounterOf(string name) => Log().Match(name) is { Success: true } match
        ? long.Parse(match.Groups["counter"].Value, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Names of log messages (TR-03153, 5.1).</summary>
    [GeneratedRegex(@"_Sig-(?<counter>\d{1,18})_Log-.*\.log$")]
    private static partial Regex Log();
}
