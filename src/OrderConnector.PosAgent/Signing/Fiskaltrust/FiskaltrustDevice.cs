using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Simulator;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>The TSS behind a queue, as a zero receipt with information tells it.</summary>
/// <param name="ClientId">ftCashBoxIdentification: the one client of the queue.</param>
/// <param name="Info">What the port asks for.</param>
/// <param name="Open">Numbers of all open transactions of the TSS, those of other queues among them.</param>
internal sealed record FiskaltrustDevice(string ClientId, TssInfo Info, IReadOnlySet<long> Open)
{
    /// <summary>Whether no other queue signs with this TSS: then all that is open there is ours.</summary>
    internal bool IsOurs => Info.RegisteredClients == 1;

    private const int Initialised = 1;

    /// <summary>Reads it; null where something needed is missing.</summary>
    internal static TssOutcome<FiskaltrustDevice> Read(FtResponse response)
    {
        var data = response.StateData is { } text ? FtJson.Read<FtStateData>(Encoding.UTF8.GetBytes(text)) : null;
        if (response.CashBoxIdentification is not { Length: > 0 } client
            || data?.TssInfo is not
            {
                PublicKeyBase64: { } publicKey, SignatureAlgorithm: { } algorithm, LogTimeFormat: { } format,
                CurrentNumberOfSignatures: { } counter, CurrentStartedTransactionNumbers: { } open,
            } info)
        {
            return new TssOutcome<FiskaltrustDevice>.Unknown("The middleware does not tell which TSS it has.");
        }

        if (info.CurrentState is { } state and not Initialised)
        {
            return new TssOutcome<FiskaltrustDevice>.Refused(
                TssRefusals.TssUnusable, state == 0 ? "The TSS is not initialised." : "The TSS was shut down.");
        }

        try
        {
            using var certificate = Certificate(info);
            var test = FiskaltrustAnswer.IsSandbox(response)
                || (certificate is not null && SimulatedKey.IsTest(certificate));
            var key = new TssKey(Convert.FromBase64String(publicKey), algorithm, format, test);
            DateTimeOffset? expires = certificate is null ? null : new(certificate.NotAfter.ToUniversalTime());
            return new TssOutcome<FiskaltrustDevice>.Done(
                new FiskaltrustDevice(client, Describe(info, key, counter, expires), open.ToHashSet()));
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return new TssOutcome<FiskaltrustDevice>.Unknown("The middleware tells a key that cannot be read.");
        }
    }

    private static TssInfo Describe(FtTssInfo info, TssKey key, long counter, DateTimeOffset? expires) => new(
        key, info.CurrentNumberOfStartedTransactions ?? info.CurrentStartedTransactionNumbers!.Count, counter, expires)
    {
        MaximumOpenTransactions = info.MaxNumberOfStartedTransactions,
        RegisteredClients = info.CurrentNumberOfClients,
        MaximumClients = info.MaxNumberOfClients,
        LogMemoryUsedPercent = info is { MaxLogMemorySize: > 0 and var most, CurrentLogMemorySize: { } used }
            ? (int)Math.Clamp(used * 100 / most, 0, 100)
            : null,
    };

    private static X509Certificate2? Certificate(FtTssInfo info) => info.CertificatesBase64 is [{ } first, ..]
        ? X509CertificateLoader.LoadCertificate(Convert.FromBase64String(first))
        : null;
}
