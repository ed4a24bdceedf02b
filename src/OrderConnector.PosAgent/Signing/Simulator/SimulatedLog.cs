namespace OrderConnector.PosAgent.Signing.Simulator;

/// <summary>A log message as the device keeps it.</summary>
/// <param name="SignatureCounter">Its place in the row.</param>
/// <param name="LogTime">Seconds since 1970.</param>
/// <param name="TransactionNumber">Null for a system log.</param>
/// <param name="Operation">"Start", "Finish", or the system operation.</param>
/// <param name="ClientId">Null for a system log.</param>
/// <param name="Message">Whole, with its signature.</param>
internal sealed record SimulatedLog(
    long SignatureCounter, long LogTime, long? TransactionNumber, string Operation, string? ClientId, byte[] Message);

/// <summary>A transaction as the device keeps it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="ClientId">Who started it.</param>
/// <param name="StartCounter">Counter of its start.</param>
/// <param name="StartTime">Log time of its start, seconds since 1970.</param>
/// <param name="Finish">The finish message; null while open.</param>
internal sealed record SimulatedTransaction(
    long Number, string ClientId, long StartCounter, long StartTime, byte[]? Finish);

/// <summary>What the device counts.</summary>
/// <param name="SignatureCounter">The last one given, over all kinds of messages.</param>
/// <param name="TransactionNumber">The last one given.</param>
/// <param name="LogTime">The last one; never goes back.</param>
/// <param name="OpenTransactions">Started and not finished.</param>
internal readonly record struct SimulatedCounters(
    long SignatureCounter, long TransactionNumber, long LogTime, int OpenTransactions);
