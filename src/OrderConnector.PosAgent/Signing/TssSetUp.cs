using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing;

/// <summary>What an operator does at a TSS before it signs, where its driver knows how.</summary>
/// <param name="Register">
/// Makes a client known, with a one-time token where the vendor wants one; true where it was new. May be repeated.
/// </param>
/// <param name="Deregister">Makes it forgotten; true where it was known.</param>
/// <param name="Describe">What the device says of itself beyond <see cref="TssInfo"/>, in sentences.</param>
internal sealed record TssSetUp(
    Func<ITss, string, string?, CancellationToken, Task<TssOutcome<bool>>> Register,
    Func<ITss, string, CancellationToken, Task<TssOutcome<bool>>> Deregister,
    Func<ITss, CancellationToken, Task<TssOutcome<IReadOnlyList<string>>>> Describe);
