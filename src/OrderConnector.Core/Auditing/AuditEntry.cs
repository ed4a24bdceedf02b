namespace OrderConnector.Core.Auditing;

/// <summary>One entry of the audit log.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps.</param>
/// <param name="Act">What was done.</param>
/// <param name="Hash">The chain's hash up to and with this entry: 64 hexadecimal digits in lower case.</param>
public sealed record AuditEntry(long Sequence, Act Act, string Hash);
