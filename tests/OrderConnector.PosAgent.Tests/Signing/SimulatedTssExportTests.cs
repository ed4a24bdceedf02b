using System.Formats.Tar;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Simulator;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>The log export of the simulated TSS, in the form TR-03153 prescribes.</summary>
public sealed class SimulatedTssExportTests : IDisposable
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProcessData s_data = new(KassenbelegV1.ProcessType, KassenbelegV1.Aborted);

    private readonly TempFolder _folder = new();
    private readonly SimulatedClock _clock = new(s_noon);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_are_named_by_time_counter_transaction_and_client()
    {
        using var tss = Open();
        await Sell(tss, "TILL 1");

        var (names, _) = await Export(tss, s_noon, s_noon);

        var seconds = s_noon.ToUnixTimeSeconds();
        Assert.Equal("info.csv", names[0]);
        Assert.Equal(
            [
                $"Unixt_{seconds}_Sig-1_Log-Sys_initialize.log",
                $"Unixt_{seconds}_Sig-2_Log-Tra_No-1_Start_Client-TILL 1.log",
                $"Unixt_{seconds}_Sig-3_Log-Tra_No-1_Finish_Client-TILL 1.log",
            ],
            names.Where(name => name.EndsWith(".log", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(SimulatedCurve.NistP256)]
    [InlineData(SimulatedCurve.BrainpoolP384)]
    public async Task The_certificates_form_a_chain_from_the_signing_key_to_the_root(SimulatedCurve curve)
    {
        using var tss = Open(curve);
        var key = (await Sell(tss, "TILL 1")).Key;

        var (_, files) = await Export(tss, s_noon, s_noon);

        var certificates = files.Where(file => file.Key.EndsWith("_X509.cer", StringComparison.Ordinal))
            .ToDictionary(file => file.Key[..64], file => X509CertificateLoader.LoadCertificate(file.Value));
        Assert.Equal(3, certificates.Count);
        Assert.All(certificates, named => Assert.Equal(
            named.Key, Convert.ToHexStringLower(SHA256.HashData(named.Value.GetPublicKey()))));
        var device = certificates[key.SerialNumber];
        Assert.Equal(key.PublicKey, device.GetPublicKey());
        Assert.Contains("TEST", device.Subject, StringComparison.Ordinal);

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = s_noon.UtcDateTime;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificates.Values.Single(c => c.Subject == c.Issuer));
        chain.ChainPolicy.ExtraStore.AddRange(certificates.Values.ToArray());
        Assert.True(chain.Build(device), string.Join(", ", chain.ChainStatus.Select(s => s.StatusInformation)));
        Assert.Equal(3, chain.ChainElements.Count);
        var info = Assert.IsType<TssOutcome<TssInfo>.Done>(await tss.InfoAsync(default)).Value;
        Assert.Equal(device.NotAfter.ToUniversalTime(), info.CertificateExpires!.Value.UtcDateTime);
    }

    [Fact]
    public async Task The_description_says_test()
    {
        using var tss = Open();

        var (_, files) = await Export(tss, s_noon, s_noon);

        var info = Encoding.UTF8.GetString(files["info.csv"]);
        Assert.StartsWith("\"description:\",\"OrderConnector TEST", info, StringComparison.Ordinal);
        Assert.EndsWith("\"\n", info, StringComparison.Ordinal);
        Assert.Single(info, '\n');
    }

    [Fact]
    public async Task Only_messages_of_the_span_are_exported()
    {
        using var tss = Open();
        _clock.Advance(TimeSpan.FromHours(1));
        await Sell(tss, "TILL 1");
        _clock.Advance(TimeSpan.FromHours(1));
        await Sell(tss, "TILL 1");

        var (names, _) = await Export(tss, s_noon.AddMinutes(30), s_noon.AddMinutes(90));

        Assert.Equal(2, names.Count(name => name.EndsWith(".log", StringComparison.Ordinal)));
        Assert.All(
            names.Where(name => name.EndsWith(".log", StringComparison.Ordinal)),
            name => Assert.Contains("_No-1_", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_messages_than_one_read_takes_are_all_exported()
    {
        using var tss = Open();
        for (var i = 0; i < 260; i++)
        {
            await Sell(tss, "TILL 1");
        }

        var (names, _) = await Export(tss, s_noon, s_noon);

        Assert.Equal(521, names.Count(name => name.EndsWith(".log", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Names_longer_than_a_ustar_header_holds_are_kept_whole()
    {
        using var tss = Open();
        var client = new string('K', 70);
        await Sell(tss, client);

        var (names, _) = await Export(tss, s_noon, s_noon);

        Assert.EndsWith($"_Finish_Client-{client}.log", names[^1], StringComparison.Ordinal);
    }

    private SimulatedTss Open(SimulatedCurve curve = SimulatedCurve.NistP256) =>
        SimulatedTss.Open(_folder.Path, new SimulatedTssOptions { Curve = curve }, _clock);

    private static async Task<TssSignature> Sell(SimulatedTss tss, string client)
    {
        var reference = new TssReference(client, new string('0', 32));
        var started = Assert.IsType<TssOutcome<StartedTransaction>.Done>(await tss.StartAsync(reference, default));
        return Assert.IsType<TssOutcome<TssSignature>.Done>(
            await tss.FinishAsync(started.Value, s_data, default)).Value;
    }

    private async Task<(List<string> Names, Dictionary<string, byte[]> Files)> Export(
        SimulatedTss tss, DateTimeOffset from, DateTimeOffset to)
    {
        using var archive = new MemoryStream();
        Assert.IsType<TssOutcome<long>.Done>(await tss.ExportLogAsync(from, to, archive, default));
        archive.Position = 0;
        var (names, files) = (new List<string>(), new Dictionary<string, byte[]>());
        await using var reader = new TarReader(archive);
        while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
        {
            using var content = new MemoryStream();
            await entry.DataStream!.CopyToAsync(content);
            Assert.Equal(_clock.GetUtcNow(), entry.ModificationTime);
            names.Add(entry.Name);
            files.Add(entry.Name, content.ToArray());
        }

        return (names, files);
    }
}
