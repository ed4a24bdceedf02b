namespace OrderConnector.Fiscal.Tss;

/// <summary>What a check of a signature found. Only <see cref="Valid"/> proves anything.</summary>
public enum SignatureVerdict
{
    /// <summary>The key signed exactly these data.</summary>
    Valid,

    /// <summary>It did not.</summary>
    Invalid,

    /// <summary>The algorithm, its hash or the form of the log time is not one this product computes.</summary>
    UnsupportedAlgorithm,

    /// <summary>The public key lies on none of the four curves a TSS uses.</summary>
    UnsupportedKey,

    /// <summary>Signature or key are neither base64 nor hex, or have an impossible length.</summary>
    Unreadable,
}
