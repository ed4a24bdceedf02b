using System.Security.Cryptography;

namespace OrderConnector.Fiscal.Tss;

/// <summary>
/// How a TSS signs: "ecdsa-plain" with a hash, r‖s of fixed length (BSI TR-03111). DSFinV-K names eight hashes.
/// </summary>
/// <param name="Name">TSE_SIG_ALGO, "ecdsa-plain-SHA256".</param>
/// <param name="Oid">As it stands in the log message.</param>
/// <param name="Hash">
/// Null where this product cannot compute the hash: no certified TSS known uses one of those.
/// </param>
public sealed record SignatureAlgorithm(string Name, string Oid, HashAlgorithmName? Hash)
{
    private const string Arc = "0.4.0.127.0.7.1.1.4.1.";

    private static readonly SignatureAlgorithm[] s_known =
    [
        new("ecdsa-plain-SHA224", Arc + "2", null),
        new("ecdsa-plain-SHA256", Arc + "3", HashAlgorithmName.SHA256),
        new("ecdsa-plain-SHA384", Arc + "4", HashAlgorithmName.SHA384),
        new("ecdsa-plain-SHA512", Arc + "5", HashAlgorithmName.SHA512),
        new("ecdsa-plain-SHA3-224", Arc + "8", null),
        new("ecdsa-plain-SHA3-256", Arc + "9", null),
        new("ecdsa-plain-SHA3-384", Arc + "10", null),
        new("ecdsa-plain-SHA3-512", Arc + "11", null),
    ];

    /// <summary>The algorithm of that name; null where there is none such.</summary>
    public static SignatureAlgorithm? Find(string name) => Array.Find(s_known, a => a.Name == name);

    /// <summary>The algorithm of that object identifier; null where there is none such.</summary>
    public static SignatureAlgorithm? FindByOid(string oid) => Array.Find(s_known, a => a.Oid == oid);
}
