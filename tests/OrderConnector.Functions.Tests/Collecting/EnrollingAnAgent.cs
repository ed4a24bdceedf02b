using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Collecting;

public sealed class EnrollingAnAgent : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;
    private HttpClient _http = null!;
    private string _key = "";

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _http = _cloud.Client(null);
        _key = await _cloud.AddKeyAsync("rk", KeyPurpose.Registration, CloudUnderTest.Branch, [CloudUnderTest.Branch]);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_repeat_after_a_lost_answer_gives_a_new_secret_and_the_old_one_dies()
    {
        var lost = await EnrolAsync("agent-1");
        var again = await EnrolAsync("agent-1");

        Assert.Equal((200, 200), (lost.Status, again.Status));
        Assert.Equal(401, await StatusAsync(lost["secret"]));
        Assert.Equal(404, await StatusAsync(again["secret"]));
    }

    [Fact]
    public async Task A_key_enrols_one_agent()
    {
        await EnrolAsync("agent-1");
        var second = await EnrolAsync("agent-2");

        Assert.Equal((409, "registration-key-spent"), (second.Status, second.Problem));
    }

    [Fact]
    public async Task A_serial_number_belongs_to_one_agent()
    {
        await EnrolAsync("agent-1");
        var other = await _cloud.AddKeyAsync("rk", KeyPurpose.Registration, CloudUnderTest.Branch, [CloudUnderTest.Branch]);

        var refused = await _http.PostAsync(
            "/agent/v1/enrol", BranchAgent.Enrolment(other, "agent-2") with { EasSerialNumber = "EAS-agent-1" });

        Assert.Equal((409, "serial-taken"), (refused.Status, refused.Problem));
    }

    [Fact]
    public async Task An_agent_of_another_branch_is_refused()
    {
        await EnrolAsync("agent-1");
        var other = await _cloud.AddKeyAsync(
            "rk", KeyPurpose.Registration, CloudUnderTest.OtherBranch, [CloudUnderTest.OtherBranch]);

        var refused = await _http.PostAsync("/agent/v1/enrol", BranchAgent.Enrolment(other, "agent-1"));

        Assert.Equal((409, "agent-refused"), (refused.Status, refused.Problem));
    }

    [Fact]
    public async Task A_key_for_several_branches_enrols_for_the_one_that_is_named()
    {
        var master = await MasterKeyAsync();

        var enrolled = await _http.PostAsync(
            "/agent/v1/enrol", BranchAgent.Enrolment(master, "agent-1") with { BranchId = CloudUnderTest.OtherBranch });

        Assert.Equal((200, CloudUnderTest.OtherBranch), (enrolled.Status, enrolled["branchId"]));
    }

    [Fact]
    public async Task A_key_for_several_branches_never_picks_one_itself()
    {
        var refused = await _http.PostAsync("/agent/v1/enrol", BranchAgent.Enrolment(await MasterKeyAsync(), "agent-1"));

        Assert.Equal((422, "branch-ambiguous"), (refused.Status, refused.Problem));
        Assert.Equal(["/branchId branch-missing"], refused.Faults);
        Assert.Contains($"{CloudUnderTest.Branch}, {CloudUnderTest.OtherBranch}", refused["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_the_key_was_not_made_for_is_refused()
    {
        var refused = await _http.PostAsync(
            "/agent/v1/enrol", BranchAgent.Enrolment(_key, "agent-1") with { BranchId = CloudUnderTest.ForeignBranch });
        var served = await _http.PostAsync(
            "/agent/v1/enrol", BranchAgent.Enrolment(_key, "agent-1") with { BranchId = CloudUnderTest.Branch });

        Assert.Equal((403, "key-not-for-branch"), (refused.Status, refused.Problem));
        Assert.Equal(200, served.Status);
    }

    [Fact]
    public async Task A_wrong_key_enrols_nobody()
    {
        var refused = await _http.PostAsync("/agent/v1/enrol", BranchAgent.Enrolment("rk_1.x", "agent-1"));
        var channel = await _http.PostAsync("/agent/v1/enrol", BranchAgent.Enrolment(_cloud.ChannelKey, "agent-1"));

        Assert.Equal((401, 401), (refused.Status, channel.Status));
    }

    [Fact]
    public async Task Every_fault_is_named_at_once()
    {
        var refused = await _http.PostAsync(
            "/agent/v1/enrol",
            BranchAgent.Enrolment(_key, "agent 1") with { EasSerialNumber = "a;b", Version = "" });

        Assert.Equal(400, refused.Status);
        Assert.Equal(
            ["/agentId agent-id-malformed", "/easSerialNumber eas-serial-malformed", "/version text-malformed"],
            refused.Faults);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("{\"agentId\": 5}", "/agentId")]
    [InlineData("{\"agentId\"", "")]
    public async Task What_is_not_the_document_is_400_with_its_place(string body, string pointer)
    {
        var refused = await _http.PostTextAsync("/agent/v1/enrol", body);

        Assert.Equal(400, refused.Status);
        Assert.Equal($"{pointer} json-malformed", Assert.Single(refused.Faults));
    }

    private Task<string> MasterKeyAsync() => _cloud.AddKeyAsync(
        "rk", KeyPurpose.Registration, CloudUnderTest.Branch, [CloudUnderTest.Branch, CloudUnderTest.OtherBranch],
        uses: 2);

    private Task<Answered> EnrolAsync(string id) => _http.PostAsync("/agent/v1/enrol", BranchAgent.Enrolment(_key, id));

    private async Task<int> StatusAsync(string secret)
    {
        using var agent = _cloud.Client(secret);
        return (await agent.ReadAsync("/agent/v1/master-data/1")).Status;
    }
}
