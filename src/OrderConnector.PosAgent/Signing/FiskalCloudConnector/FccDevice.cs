using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Simulator;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>The TSS behind the connector.</summary>
/// <param name="Key">From its certificate: the field "publicKey" is wrapped now one way, now another.</param>
/// <param name="Expires">End of the certificate.</param>
internal sealed record FccDevice(TssKey Key, DateTimeOffset Expires)
{
    /// <summary>Reads it; null where something needed is missing.</summary>
    internal static FccDevice? Read(FccDetails? details)
    {
        if (details is not { Algorithm: { } algorithm, TimeFormat: { } format, LeafCertificate: { } encoded })
        {
            return null;
        }

        try
        {
            using var certificate = Load(encoded);
            var key = new TssKey(certificate.GetPublicKey(), algorithm, format, SimulatedKey.IsTest(certificate));
            return new FccDevice(key, new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static X509Certificate2 Load(string encoded) => encoded.StartsWith("-----", StringComparison.Ordinal)
        ? X509Certificate2.CreateFromPem(encoded)
        : X509CertificateLoader.LoadCertificate(Unwrap(Convert.FromBase64String(encoded)));

    // A PEM file put into base64 as a whole.
    private static byte[] Unwrap(byte[] bytes)
    {
        if (bytes is not [(byte)'-', ..])
        {
            return bytes;
        }

        using var certificate = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(bytes));
        return certificate.RawData;
    }
}
