namespace OrderConnector.Fiscal.Tss;

/// <summary>Codes of <see cref="TssOutcome{T}.Refused"/> that mean the same whatever TSS says them.</summary>
public static class TssRefusals
{
    /// <summary>No TSS can take this client id.</summary>
    public const string ClientIdInvalid = "client-id-invalid";

    /// <summary>The TSS does not know this client: it is to be registered.</summary>
    public const string ClientUnknown = "client-unknown";

    /// <summary>No more transactions may be open.</summary>
    public const string TooManyOpen = "too-many-open-transactions";

    /// <summary>No such transaction of this client.</summary>
    public const string TransactionUnknown = "transaction-unknown";

    /// <summary>The transaction was finished before; a read-back gives its signature.</summary>
    public const string TransactionFinished = "transaction-finished";

    /// <summary>The certificate of the TSS has ended: a new TSS is needed.</summary>
    public const string CertificateExpired = "certificate-expired";

    /// <summary>The TSS was shut down or is broken for good: a new one is needed.</summary>
    public const string TssUnusable = "tss-unusable";

    /// <summary>Key, PIN or password is not accepted, also not with a new token.</summary>
    public const string NotAuthorised = "not-authorised";

    /// <summary>Licence, activation or set-up is not in order: the operator must act.</summary>
    public const string NotSetUp = "not-set-up";

    /// <summary>The TSS cannot make sense of the call: a fault of this product.</summary>
    public const string CallNotUnderstood = "call-not-understood";

    /// <summary>An export is too large even for one second.</summary>
    public const string ExportTooLarge = "export-too-large";

    /// <summary>A signature does not verify against the key of the TSS.</summary>
    public const string SignatureInvalid = "signature-invalid";

    /// <summary>A test device in a branch that really sells.</summary>
    public const string TestTss = "test-tss";
}
