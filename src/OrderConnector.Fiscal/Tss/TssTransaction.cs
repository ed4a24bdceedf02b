using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.Orders;

namespace OrderConnector.Fiscal.Tss;

/// <summary>Our own name for a transaction: derived from order id, receipt kind and ordinal, so none collide.</summary>
/// <param name="ClientId">EAS serial number, 1 to 70 of the characters a TSS takes.</param>
/// <param name="Reference">32 hex digits; drivers whose TSS takes an id of ours use it, the others cannot.</param>
public sealed record TssReference(string ClientId, string Reference);

/// <summary>A transaction that has begun.</summary>
/// <param name="ClientId">EAS serial number.</param>
/// <param name="Number">TSS transaction number.</param>
/// <param name="SignatureCounter">
/// Counter of the start message; 0 where a TSS lists an open transaction and does not say it.
/// </param>
/// <param name="LogTime">Log time of the start.</param>
public sealed record StartedTransaction(
    string ClientId, long Number, long SignatureCounter, DateTimeOffset LogTime)
{
    /// <summary>
    /// Its signature, where the TSS gave one along with all that it covers; null in a list and after a restart. No part
    /// of what is compared: client and number say which transaction it is.
    /// </summary>
    public StartSignature? Signature { get; init; }

    /// <inheritdoc />
    public bool Equals(StartedTransaction? other) =>
        other is not null && ClientId == other.ClientId && Number == other.Number
        && SignatureCounter == other.SignatureCounter && LogTime == other.LogTime;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(ClientId, Number, SignatureCounter, LogTime);
}

/// <summary>The signature of a start.</summary>
/// <param name="Value">r‖s, 64 or 96 bytes.</param>
/// <param name="Key">Who signed.</param>
/// <param name="LogMessage">
/// The start as the device wrote it, where it was read from its log; null where only its parts are known.
/// </param>
public sealed record StartSignature(byte[] Value, TssKey Key, byte[]? LogMessage = null);

/// <summary>What is signed at finish.</summary>
/// <param name="ProcessType">"Kassenbeleg-V1" or "Bestellung-V1".</param>
/// <param name="Text">processData, exact.</param>
public sealed record ProcessData(string ProcessType, string Text)
{
    /// <summary>
    /// What the text was made of, for a TSS that writes the text itself; null where nothing is sold. No part of what
    /// is compared: the text is what is signed.
    /// </summary>
    public SoldContent? Content { get; init; }

    /// <inheritdoc />
    public bool Equals(ProcessData? other) =>
        other is not null && ProcessType == other.ProcessType && Text == other.Text;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(ProcessType, Text);
}

/// <summary>The lines and payments behind a text.</summary>
/// <param name="Lines">All lines, sub-lines behind their line.</param>
/// <param name="Payments">Empty where it is paid on site.</param>
public sealed record SoldContent(IReadOnlyList<FiscalLine> Lines, IReadOnlyList<Payment> Payments);

/// <summary>A finished transaction with its signature.</summary>
/// <param name="ClientId">EAS serial number.</param>
/// <param name="TransactionNumber">TSS transaction number.</param>
/// <param name="SignatureCounter">Counter of the finish message.</param>
/// <param name="StartedAt">Log time of the start, UTC, whole seconds for unixTime.</param>
/// <param name="FinishedAt">Log time of the finish.</param>
/// <param name="Data">What was signed.</param>
/// <param name="Value">r‖s, 64 or 96 bytes.</param>
/// <param name="Key">Who signed.</param>
/// <param name="LogMessage">
/// The finish as the device wrote it, where the signature covers more than the parts named here (TR-03151 allows
/// additional data); null where those parts are all.
/// </param>
public sealed record TssSignature(
    string ClientId,
    long TransactionNumber,
    long SignatureCounter,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    ProcessData Data,
    byte[] Value,
    TssKey Key,
    byte[]? LogMessage = null);

/// <summary>The key a TSS signs with.</summary>
/// <param name="PublicKey">Uncompressed point 04‖X‖Y, 65 or 97 bytes.</param>
/// <param name="Algorithm">"ecdsa-plain-SHA256", "ecdsa-plain-SHA384" …</param>
/// <param name="LogTimeFormat">"unixTime" …</param>
/// <param name="Test">True for every simulated TSS.</param>
public sealed record TssKey(byte[] PublicKey, string Algorithm, string LogTimeFormat, bool Test)
{
    /// <summary>SHA-256 of the public key, 64 lower-case hex digits: the TSS serial number (TR-03151).</summary>
    public string SerialNumber => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(PublicKey));
}

/// <summary>What a read-back finds; a null signature with Exists is a transaction still open.</summary>
/// <param name="Exists">False where the TSS has no such number.</param>
/// <param name="Signature">The finish, where there is one.</param>
public sealed record TransactionOnRecord(bool Exists, TssSignature? Signature)
{
    /// <summary>The start, where the device gives it back with its signature.</summary>
    public StartedTransaction? Start { get; init; }
}

/// <summary>Key and state of a TSS. What a driver cannot know stays null and is not judged.</summary>
/// <param name="Key">The key.</param>
/// <param name="OpenTransactions">How many are open, all clients; 0 where the TSS does not say.</param>
/// <param name="SignatureCounter">The highest given; 0 where the TSS does not say.</param>
/// <param name="CertificateExpires">End of the certificate; null where unknown.</param>
public sealed record TssInfo(
    TssKey Key, int OpenTransactions, long SignatureCounter, DateTimeOffset? CertificateExpires)
{
    /// <summary>More open transactions are refused.</summary>
    public int? MaximumOpenTransactions { get; init; }

    /// <summary>The TSS's own clock as it answered.</summary>
    public DateTimeOffset? DeviceTime { get; init; }

    /// <summary>How much of the log memory is used, 0 to 100.</summary>
    public int? LogMemoryUsedPercent { get; init; }

    /// <summary>EAS clients registered.</summary>
    public int? RegisteredClients { get; init; }

    /// <summary>More clients are refused.</summary>
    public int? MaximumClients { get; init; }

    /// <summary>What the device itself warns of, one sentence each, in the vendor's words.</summary>
    public IReadOnlyList<string> DeviceWarnings { get; init; } = [];
}
