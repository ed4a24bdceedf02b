using System.Text;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.FiskalCloudConnector;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>What the connector's words mean; pure.</summary>
public sealed class FccReadingTests
{
    [Theory]
    [InlineData(400, "ERS_ID_NOT_FOUND", TssRefusals.ClientUnknown)]
    [InlineData(500, "TSS_MAXIMUM_OPEN_TRANSACTIONS", TssRefusals.TooManyOpen)]
    [InlineData(404, "TRANSACTION_NUMBER_NOT_FOUND", TssRefusals.TransactionUnknown)]
    [InlineData(409, "TRANSACTION_ALREADY_FINISHED", TssRefusals.TransactionFinished)]
    [InlineData(500, "CERTIFICATE_EXPIRED", TssRefusals.CertificateExpired)]
    [InlineData(500, "TSS_DISABLED", TssRefusals.TssUnusable)]
    [InlineData(400, "ERS_LICENSE_EXPIRED", TssRefusals.NotSetUp)]
    [InlineData(400, "INVALID_PARAMETER", TssRefusals.CallNotUnderstood)]
    [InlineData(400, "SOMETHING_NEW", TssRefusals.CallNotUnderstood)]
    [InlineData(401, null, TssRefusals.NotAuthorised)]
    [InlineData(404, null, TssRefusals.CallNotUnderstood)]
    public void What_will_be_said_again_is_a_refusal(int status, string? type, string code) => Assert.Equal(
        code, Assert.IsType<TssOutcome<int>.Refused>(FccErrors.Judge<int>(status, Body(type))).Code);

    [Theory]
    [InlineData(500, null)]
    [InlineData(503, null)]
    [InlineData(500, "SOMETHING_NEW")]
    [InlineData(500, "CSP_COMMUNICATION_ERROR")]
    [InlineData(400, "FINISH_TRANSACTION_FAILED")]
    [InlineData(400, "STORAGE_FAILURE")]
    [InlineData(400, "UNKNOWN")]
    public void What_may_have_come_after_the_signature_is_unknown(int status, string? type) =>
        Assert.IsType<TssOutcome<int>.Unknown>(FccErrors.Judge<int>(status, Body(type)));

    [Theory]
    [InlineData(500, "TIME_NOT_SET")]
    [InlineData(400, "TEMPORARY_SECURE_STATE")]
    [InlineData(429, null)]
    public void What_comes_before_any_signature_is_an_outage(int status, string? type) =>
        Assert.IsType<TssOutcome<int>.Unavailable>(FccErrors.Judge<int>(status, Body(type)));

    [Fact]
    public void A_body_that_is_no_error_of_the_connector_is_never_repeated()
    {
        var page = Encoding.UTF8.GetBytes("""{"errorType":"<script>","secret":"abc"}""");

        var outcome = Assert.IsType<TssOutcome<int>.Unknown>(FccErrors.Judge<int>(502, page));

        Assert.Equal("The Fiskal Cloud Connector answered 502.", outcome.Detail);
    }

    [Fact]
    public void Details_without_what_is_needed_are_no_device()
    {
        Assert.Null(FccDevice.Read(null));
        Assert.Null(FccDevice.Read(new FccDetails("ecdsa-plain-SHA384", "unixTime", null)));
        Assert.Null(FccDevice.Read(new FccDetails("ecdsa-plain-SHA384", "unixTime", "no base64")));
        Assert.Null(FccDevice.Read(new FccDetails("ecdsa-plain-SHA384", "unixTime", "QUJD")));
    }

    [Theory]
    [InlineData("2026-11-20T12:00:01Z")]
    [InlineData("2026-11-20T12:00:01.000Z")]
    [InlineData("2026-11-20T13:00:01+01:00")]
    [InlineData("2026-11-20T12:00:01")]
    public void A_log_time_is_read_however_much_of_ISO_8601_it_keeps(string text) => Assert.Equal(
        new DateTimeOffset(2026, 11, 20, 12, 0, 1, TimeSpan.Zero), FccJson.Time(text));

    [Fact]
    public void A_self_check_with_strange_or_missing_members_is_still_one()
    {
        var whole = Check("""
            {"fccVersion":"4.4.0","numberOfOpenTransactions":"3","localTimeWarning":true,
             "warningDbSize60Percentage":"true","warningDbSize90Percentage":9000,
             "failures":[{"code":17,"message":"disk"},null],
             "keyInfos":[{"state":"NONACTIVE","lastSignatureCounter":9},{"state":"Active","lastSignatureCounter":41}]}
            """)!;

        Assert.Equal(("4.4.0", 3, 41L), (whole.Version, whole.OpenTransactions, whole.SignatureCounter));
        Assert.Equal(
            [
                "the clock of this machine differs from that of the TSS.",
                "the connector's database is 60 % full; export the log and acknowledge the export.",
                "17: disk",
            ],
            whole.Warnings);
        var empty = Check("{}")!;
        Assert.Equal((null, null, null), (empty.Version, empty.OpenTransactions, empty.SignatureCounter));
        Assert.Empty(empty.Warnings);
        Assert.Null(Check("[]"));
        Assert.Null(Check("<html>"));
    }

    [Fact]
    public void The_defaults_want_only_the_EAS_code() => Assert.Equal(
        ["TssFcc:EasCodeFile must name the file with the secret; or TssFcc:EasCode carries it in the environment."],
        new FccOptionsValidation().Validate(null, new FccOptions()).Failures);

    [Fact]
    public void Every_fault_of_the_options_is_listed_by_its_key()
    {
        var options = new FccOptions
        {
            Url = "http://192.0.2.1:20001", EasCode = "co de", TypeOfSystem = "PC-POS", TimeoutSeconds = 0,
            ExportTimeoutMinutes = 121,
        };

        Assert.Equal(
            [
                "TssFcc:Url must be an https address, or http on this machine; a user name or password does not belong into it.",
                "TssFcc:EasCode is empty or holds characters other than visible ASCII.",
                "TssFcc:TypeOfSystem must be 1 to 50 of A-Z a-z and '_'.",
                "TssFcc:TimeoutSeconds is 0; it must be 1 to 120.",
                "TssFcc:ExportTimeoutMinutes is 121; it must be 1 to 120.",
            ],
            new FccOptionsValidation().Validate(null, options).Failures);
    }

    private static FccSelfCheck? Check(string json) => FccSelfCheck.Read(Encoding.UTF8.GetBytes(json));

    private static byte[] Body(string? type) =>
        type is null ? [] : Encoding.UTF8.GetBytes($$"""{"errorType":"{{type}}"}""");
}
