using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaly;

namespace OrderConnector.PosAgent.Tests.Signing.Fiskaly;

public sealed class FiskalyVerdictTests
{
    /// <summary>fiskaly's codes, and what each of them must come to for a start or a finish.</summary>
    [Theory]
    [InlineData(400, "E_FAILED_SCHEMA_VALIDATION", TssRefusals.CallNotUnderstood)]
    [InlineData(400, "E_TSS_NOT_INITIALIZED", TssRefusals.NotSetUp)]
    [InlineData(400, "E_TSS_DISABLED", TssRefusals.TssUnusable)]
    [InlineData(400, "E_CLIENT_NOT_FOUND", TssRefusals.ClientUnknown)]
    [InlineData(404, "E_CLIENT_NOT_FOUND", TssRefusals.ClientUnknown)]
    [InlineData(400, "E_CLIENT_DEREGISTERED", TssRefusals.ClientUnknown)]
    [InlineData(400, "E_TX_LIMIT_REACHED", TssRefusals.TooManyOpen)]
    [InlineData(401, "E_UNAUTHORIZED", TssRefusals.NotAuthorised)]
    [InlineData(403, "E_ACCESS_DENIED", TssRefusals.NotAuthorised)]
    [InlineData(404, "E_TSS_NOT_FOUND", TssRefusals.NotSetUp)]
    [InlineData(404, "E_TX_NOT_FOUND", TssRefusals.TransactionUnknown)]
    [InlineData(409, "E_TX_NO_TYPE_DEFINED", TssRefusals.CallNotUnderstood)]
    [InlineData(413, null, TssRefusals.CallNotUnderstood)]
    [InlineData(423, "E_TSS_DEFECTIVE", TssRefusals.TssUnusable)]
    [InlineData(423, "E_TSS_DELETED", TssRefusals.TssUnusable)]
    [InlineData(423, "E_TSS_EVICTED", TssRefusals.TssUnusable)]
    [InlineData(423, "E_CERTIFICATE_EXPIRED", TssRefusals.CertificateExpired)]
    [InlineData(432, "E_USE_MIDDLEWARE", TssRefusals.NotSetUp)]
    public void What_fiskaly_refuses_for_good_has_the_name_all_drivers_give_it(int status, string? code, string name)
    {
        var outcome = FiskalyVerdict.Judge(status, code).ToOutcome<string>();

        var refused = Assert.IsType<TssOutcome<string>.Refused>(outcome);
        Assert.Equal(name, refused.Code);
        Assert.Contains(code ?? $"{status}", refused.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(409, "E_EXPORT_IN_PROGRESS")]
    [InlineData(409, "E_TOO_MANY_EXPORTS")]
    [InlineData(409, "E_EXPORT_DUPLICATE_RATE_LIMITED")]
    [InlineData(429, null)]
    [InlineData(429, "E_TOO_MANY_REQUESTS")]
    [InlineData(503, "E_TSS_LOCKED")]
    [InlineData(503, "E_EXPORT_TEMPORARILY_UNAVAILABLE")]
    [InlineData(503, "E_SOME_CAPACITY")]
    public void What_was_certainly_not_done_is_unavailable(int status, string? code) =>
        Assert.IsType<TssOutcome<string>.Unavailable>(FiskalyVerdict.Judge(status, code).ToOutcome<string>());

    [Theory]
    [InlineData(400, "E_TX_UPSERT")]
    [InlineData(400, "E_TX_REVISION_NOT_FOUND")]
    [InlineData(409, "E_PENDING_TX_CONFLICT")]
    [InlineData(444, "E_MIDDLEWARE_PENDING_REQUEST")]
    [InlineData(499, null)]
    [InlineData(500, null)]
    [InlineData(502, "SMAERS_GATEWAY_ERROR_PRECONDITION_UNEXPORTED_LOGS")]
    [InlineData(502, "ERROR_IDENTIFY_ERS")]
    [InlineData(503, null)]
    [InlineData(504, null)]
    public void What_may_have_been_done_is_unknown(int status, string? code) =>
        Assert.IsType<TssOutcome<string>.Unknown>(FiskalyVerdict.Judge(status, code).ToOutcome<string>());

    [Fact]
    public void Looking_too_often_is_no_outage_of_the_signing()
    {
        var verdict = FiskalyVerdict.Judge(429, null);

        Assert.IsType<TssOutcome<string>.Unknown>(verdict.ToOutcomeOfLook<string>());
        Assert.IsType<TssOutcome<string>.Unavailable>(verdict.ToOutcome<string>());
    }
}
