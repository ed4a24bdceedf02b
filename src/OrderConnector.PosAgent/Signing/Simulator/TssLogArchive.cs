using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OrderConnector.PosAgent.Signing.Simulator;

/// <summary>
/// Writes the log export of a TSS: a flat ustar with info.csv, the certificates up to the root and one file per log
/// message (TR-03153, 5.1).
/// </summary>
/// <param name="target">Stays open.</param>
/// <param name="createdAt">Stamped on every file.</param>
internal sealed class TssLogArchive(Stream target, DateTimeOffset createdAt) : IAsyncDisposable
{
    /// <summary>What a ustar header holds of a name without a folder; longer ones need a pax header.</summary>
    private const int LongestUstarName = 100;

    private readonly TarWriter _tar = new(target, TarEntryFormat.Ustar, leaveOpen: true);

    public async Task WriteHeadAsync(IReadOnlyList<byte[]> certificates, CancellationToken cancellationToken)
    {
        const string Info = "\"description:\",\"OrderConnector TEST, simulated TSS, no certified device\","
            + "\"manufacturer:\",\"OrderConnector\",\"version:\",\"1\"\n";
        await WriteAsync("info.csv", Encoding.UTF8.GetBytes(Info), cancellationToken);
        foreach (var certificate in certificates)
        {
            using var loaded = X509CertificateLoader.LoadCertificate(certificate);
            var serial = Convert.ToHexStringLower(SHA256.HashData(loaded.GetPublicKey()));
            await WriteAsync($"{serial}_X509.cer", certificate, cancellationToken);
        }
    }

    public Task WriteLogAsync(SimulatedLog log, CancellationToken cancellationToken) =>
        WriteAsync(NameOf(log), log.Message, cancellationToken);

    public ValueTask DisposeAsync() => _tar.DisposeAsync();

    private static string NameOf(SimulatedLog log)
    {
        var start = string.Create(
            CultureInfo.InvariantCulture, $"Unixt_{log.LogTime}_Sig-{log.SignatureCounter}_Log-");
        return log.TransactionNumber is { } number
            ? string.Create(
                CultureInfo.InvariantCulture, $"{start}Tra_No-{number}_{log.Operation}_Client-{log.ClientId}.log")
            : $"{start}Sys_{log.Operation}.log";
    }

    private async Task WriteAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        using var data = new MemoryStream(content, writable: false);
        TarEntry entry = name.Length <= LongestUstarName
            ? new UstarTarEntry(TarEntryType.RegularFile, name)
            : new PaxTarEntry(TarEntryType.RegularFile, name);
        entry.ModificationTime = createdAt;
        entry.DataStream = data;
        await _tar.WriteEntryAsync(entry, cancellationToken);
    }
}
