using System.Formats.Tar;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Tests.Signing;

public sealed class TssLogPartsTests
{
    [Fact]
    public async Task Parts_that_overlap_are_put_together_with_every_message_once()
    {
        await using var parts = new TssLogParts();
        await Fill(parts, "info.csv", "a_X509.cer", Log(1), Log(2));
        await Fill(parts, "info.csv", "a_X509.cer", "b_X509.cer", Log(2), Log(3));
        using var target = new MemoryStream();

        Assert.Equal(3, await parts.WriteAsync(target, default));
        Assert.Equal(["info.csv", "a_X509.cer", Log(1), Log(2), "b_X509.cer", Log(3)], Names(target));
    }

    [Fact]
    public async Task One_part_stays_as_the_device_gave_it()
    {
        await using var parts = new TssLogParts();
        var part = await Fill(parts, "info.csv", Log(1), Log(2));
        var given = new MemoryStream();
        part.Position = 0;
        await part.CopyToAsync(given);
        using var target = new MemoryStream();

        Assert.Equal(2, await parts.WriteAsync(target, default));
        Assert.Equal(given.ToArray(), target.ToArray());
    }

    [Fact]
    public async Task A_part_that_came_to_nothing_leaves_no_trace()
    {
        await using var parts = new TssLogParts();
        await Fill(parts, "info.csv", Log(1));
        var dropped = parts.Add();
        dropped.Write("no archive"u8);
        await parts.DropAsync(dropped);
        using var target = new MemoryStream();

        Assert.Equal(1, await parts.WriteAsync(target, default));
    }

    [Fact]
    public async Task Half_an_archive_is_none_and_nothing_of_it_is_written()
    {
        await using var parts = new TssLogParts();
        var part = await Fill(parts, "info.csv", Log(1), Log(2));
        part.SetLength(part.Length - 1800);
        await Fill(parts, "info.csv", Log(3));
        using var target = new MemoryStream();

        await Assert.ThrowsAsync<InvalidDataException>(() => parts.WriteAsync(target, default));
        Assert.Equal(0, target.Length);
    }

    private static string Log(int counter) => $"Unixt_1763000000_Sig-{counter}_Log-Tra_No-{counter}_Start_Client-T.log";

    private static async Task<Stream> Fill(TssLogParts parts, params string[] names)
    {
        var part = parts.Add();
        await using var writer = new TarWriter(part, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var name in names)
        {
            await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = new MemoryStream([.. name.Select(c => (byte)c)]),
            });
        }

        return part;
    }

    private static List<string> Names(MemoryStream archive)
    {
        archive.Position = 0;
        using var reader = new TarReader(archive);
        List<string> names = [];
        while (reader.GetNextEntry() is { } entry)
        {
            names.Add(entry.Name);
        }

        return names;
    }
}
