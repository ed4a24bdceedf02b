using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Simulator;

/// <summary>Key and certificates of a simulated TSS, made once for its life.</summary>
/// <param name="Curve">Its curve.</param>
/// <param name="PrivateKey">PKCS #8.</param>
/// <param name="Certificates">DER, the TSS first, its issuer, the root.</param>
internal sealed record SimulatedKey(SimulatedCurve Curve, byte[] PrivateKey, IReadOnlyList<byte[]> Certificates)
{
    private const string Organisation = "TEST - no certified TSS";
    private const int YearsOfRoot = 15;
    private const int YearsOfDevice = 8;

    /// <summary>How this curve signs.</summary>
    public SignatureAlgorithm Algorithm => SignatureAlgorithm.Find(Curve switch
    {
        SimulatedCurve.NistP256 => "ecdsa-plain-SHA256",
        SimulatedCurve.BrainpoolP384 => "ecdsa-plain-SHA384",
    })!;

    /// <summary>Makes a new key and a chain of three certificates, each named as a test.</summary>
    public static SimulatedKey Make(SimulatedCurve curve, DateTimeOffset now)
    {
        var named = curve switch
        {
            SimulatedCurve.NistP256 => ECCurve.NamedCurves.nistP256,
            SimulatedCurve.BrainpoolP384 => ECCurve.NamedCurves.brainpoolP384r1,
        };
        using var rootKey = ECDsa.Create(named);
        using var issuerKey = ECDsa.Create(named);
        using var deviceKey = ECDsa.Create(named);
        // A day of grace, for clocks differ; whole seconds are all a certificate holds.
        var from = now.AddDays(-1);
        using var root = Authority("Root CA", rootKey).CreateSelfSigned(from, from.AddYears(YearsOfRoot));
        using var issuerAlone = Authority("Issuing CA", issuerKey)
            .Create(root, from, from.AddYears(YearsOfRoot).AddDays(-1), [2]);
        using var issuer = issuerAlone.CopyWithPrivateKey(issuerKey);
        using var device = Request(Convert.ToHexStringLower(SHA256.HashData(Point(deviceKey))), deviceKey)
            .Create(issuer, from, from.AddYears(YearsOfDevice), [3]);
        return new SimulatedKey(
            curve, deviceKey.ExportPkcs8PrivateKey(), [device.RawData, issuer.RawData, root.RawData]);
    }

    /// <summary>The key, ready to sign.</summary>
    public ECDsa Open()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(PrivateKey, out _);
        return key;
    }

    /// <summary>True for the certificate of a simulated TSS, through whatever driver it comes.</summary>
    public static bool IsTest(X509Certificate2 certificate) =>
        certificate.Subject.Contains(Organisation, StringComparison.Ordinal);

    /// <summary>End of a certificate.</summary>
    public static DateTimeOffset Expiry(byte[] certificate)
    {
        using var loaded = X509CertificateLoader.LoadCertificate(certificate);
        return new DateTimeOffset(loaded.NotAfter.ToUniversalTime());
    }

    /// <summary>04‖X‖Y.</summary>
    public static byte[] Point(ECDsa key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. q.X!, .. q.Y!];
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = Request($"Simulated TSS {name}", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request;
    }

    private static CertificateRequest Request(string name, ECDsa key) =>
        new($"CN={name}, O={Organisation}", key, HashAlgorithmName.SHA384);
}
