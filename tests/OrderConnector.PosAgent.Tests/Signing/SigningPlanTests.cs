using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Tests.Signing;

public sealed class SigningPlanTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProcessData s_data = new("Kassenbeleg-V1", "Beleg^1.00_0.00_0.00_0.00_0.00^1.00:Unbar");
    private static readonly StartedTransaction s_seven = new("OC-1", 7, 13, s_now);
    private static readonly TssOutage s_outage = new("main", "0a", s_now, "tss-unavailable", "cable");
    private static readonly SigningStep.RecordUnsigned s_failure = new("no", "The TSS says no.", true);
    private static readonly SigningKnowledge s_fresh = SigningKnowledge.Fresh;
    private static readonly SigningKnowledge s_uncertain = s_fresh.Uncertain(s_now, s_now);

    public static TheoryData<string, OrderStage, SigningKnowledge, TssOutage?, SigningStep> Table => new()
    {
        { "collected", OrderStage.Collected, s_fresh, null, new SigningStep.Nothing() },
        { "confirmed", OrderStage.Confirmed, s_fresh, null, new SigningStep.Nothing() },
        { "waiting", OrderStage.Waiting, s_fresh, null, new SigningStep.Nothing() },
        { "released", OrderStage.Released, s_fresh, null, new SigningStep.RecordIntent() },
        { "released, outage", OrderStage.Released, s_fresh, s_outage, new SigningStep.RecordIntent() },
        { "intended", OrderStage.Intended, s_fresh, null, new SigningStep.Start() },
        { "intended, outage", OrderStage.Intended, s_fresh, s_outage, Out },
        { "start answered", OrderStage.Intended, s_fresh.WithStarted(s_seven), null, Started },
        { "start answered, outage", OrderStage.Intended, s_fresh.WithStarted(s_seven), s_outage, Started },
        { "start refused", OrderStage.Intended, s_fresh.WithFailure(s_failure), null, s_failure },
        { "start uncertain", OrderStage.Intended, s_uncertain, null, new SigningStep.FindOpen() },
        { "start uncertain, outage", OrderStage.Intended, s_uncertain, s_outage, Out },
        { "one open", OrderStage.Intended, s_uncertain.WithOpen([s_seven]), null, new SigningStep.AbortOrphan(s_seven) },
        {
            "its orphan aborted", OrderStage.Intended, s_uncertain.WithOpen([s_seven]).WithoutOrphan(7), null,
            new SigningStep.Start()
        },
        { "none open", OrderStage.Intended, s_uncertain.WithOpen([]), null, new SigningStep.Start() },
        { "uncertain for long", OrderStage.Intended, Since(15), null, Late },
        { "not yet for long", OrderStage.Intended, Since(14), null, new SigningStep.FindOpen() },
        { "restarted at intent", OrderStage.Intended, Restarted, null, new SigningStep.FindOpen() },
        { "asked just now", OrderStage.Intended, Paused, null, new SigningStep.WaitUntil(s_now.AddSeconds(2)) },
        { "started", OrderStage.Started, s_fresh, null, new SigningStep.Finish(s_seven) },
        { "started, outage", OrderStage.Started, s_fresh, s_outage, Out },
        { "finish answered", OrderStage.Started, s_fresh.WithSignature(Signature()), null, Signed },
        { "finish answered, outage", OrderStage.Started, s_fresh.WithSignature(Signature()), s_outage, Signed },
        { "finish uncertain", OrderStage.Started, s_uncertain, null, new SigningStep.ReadBack(7) },
        { "restarted at start", OrderStage.Started, Restarted, null, new SigningStep.ReadBack(7) },
        { "read back signed", OrderStage.Started, Record(true, Signature()), null, Signed },
        { "read back open", OrderStage.Started, Record(true, null), null, new SigningStep.Finish(s_seven) },
        { "refused, still open", OrderStage.Started, Record(true, null).WithRefusal(s_failure), null, s_failure },
        { "refused, yet signed", OrderStage.Started, Record(true, Signature()).WithRefusal(s_failure), null, Signed },
        {
            "unknown to the TSS", OrderStage.Started, Record(false, null), null,
            new SigningStep.RecordUnsigned("not-on-record", "The TSS knows no transaction 7.", false)
        },
        {
            "finished with other data", OrderStage.Started, Record(true, Signature("Beleg^else")), null,
            new SigningStep.RecordUnsigned("finished-with-other-data", "Transaction 7 was finished with other data.", false)
        },
        { "finish uncertain for long", OrderStage.Started, Since(15), null, Late },
        { "signed", OrderStage.Signed, s_fresh, null, new SigningStep.Issue() },
        { "unsigned", OrderStage.Unsigned, s_fresh, null, new SigningStep.Issue() },
        { "issued", OrderStage.Issued, s_fresh, null, new SigningStep.Nothing() },
        { "handed over", OrderStage.HandedOver, s_fresh, null, new SigningStep.Nothing() },
        { "not handed over", OrderStage.HandOverOmitted, s_fresh, null, new SigningStep.Nothing() },
        { "set aside", OrderStage.SetAside, s_fresh, null, new SigningStep.Nothing() },
        { "dropped", OrderStage.Dropped, s_fresh, null, new SigningStep.Nothing() },
        { "rejected", OrderStage.Rejected, s_fresh, null, new SigningStep.Nothing() },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_next_step_follows_from_what_is_known(
        string situation, OrderStage stage, SigningKnowledge known, TssOutage? outage, SigningStep expected)
    {
        var step = SigningPlan.Next(new SigningQuestion(
            Order(stage), s_data, known, outage, s_now, TimeSpan.FromSeconds(15)));

        Assert.True(expected.Equals(step), $"{situation}: {step}");
    }

    [Fact]
    public void Every_stage_stands_in_the_table() => Assert.Equal(
        Enum.GetValues<OrderStage>().Order(), Table.Select(row => (OrderStage)((object?[])row)[1]!).Distinct().Order());

    private static SigningStep Out => new SigningStep.RecordUnsigned("tss-unavailable", "cable", false, "0a");

    private static SigningStep Late => new SigningStep.RecordUnsigned(
        "outcome-unknown", "The TSS gave no certain answer in time.", true);

    private static SigningStep Started => new SigningStep.RecordStart(s_seven);

    private static SigningStep Signed => new SigningStep.RecordSigned(Signature());

    private static SigningKnowledge Restarted => SigningKnowledge.AfterRestart(s_now);

    private static SigningKnowledge Paused => s_fresh.Uncertain(s_now, s_now.AddSeconds(2));

    private static SigningKnowledge Since(int seconds) =>
        s_fresh.Uncertain(s_now.AddSeconds(-seconds), s_now);

    private static SigningKnowledge Record(bool exists, TssSignature? signature) =>
        s_uncertain.WithRecord(new TransactionOnRecord(exists, signature));

    private static readonly byte[] s_value = [1, 2];
    private static readonly TssKey s_key = new([4], "ecdsa-plain-SHA256", "unixTime", true);

    private static TssSignature Signature(string? text = null) => new(
        "OC-1", 7, 14, s_now, s_now, text is null ? s_data : new ProcessData("Kassenbeleg-V1", text), s_value, s_key);

    private static OrderProgress Order(OrderStage stage) => new(
        "o1", stage, 1, s_now, new OrderHeader(1, "web", false, 1, null, null, null), "{}", null)
    {
        Intent = new SigningIntent(
            1, "R-1", "receipt", "OC-1", "R", 1, "online", false, new DateOnly(2026, 11, 20), 1, "ref"),
        Start = new SigningStart(7, 13, s_now),
    };
}
