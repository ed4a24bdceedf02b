using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Intake;

public sealed class PostingAnOrder : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;
    private HttpClient _shop = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _shop = _cloud.Shop();
    }

    public async Task DisposeAsync()
    {
        _shop.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_new_order_is_answered_with_201_its_number_and_its_address()
    {
        var answer = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));

        Assert.Equal(201, answer.Status);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal(40_000_000, answer.Number);
        Assert.Equal("queued", answer["state"]);
        Assert.Equal(CloudUnderTest.Channel, answer["channel"]);
        Assert.Equal(CloudUnderTest.Branch, answer["branchId"]);
        Assert.Equal("A-1", answer["externalId"]);
        Assert.EndsWith("Z", answer["createdAt"], StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("fiscal").ValueKind);
        var links = answer.Json.GetProperty("links");
        Assert.Equal($"/api/v1/orders/{answer["id"]}", links.GetProperty("self").GetString());
        Assert.Equal(links.GetProperty("self").GetString(), answer.Headers.Location!.OriginalString);
        Assert.Matches("^/r/[A-Za-z0-9_-]{43}$", links.GetProperty("receipt").GetString());
    }

    [Fact]
    public async Task A_known_order_is_answered_with_200_and_the_same_id_number_and_link()
    {
        var order = Calls.Order("A-1");
        var first = await _shop.PostAsync(Calls.Orders, order);
        order["total"] = "22.55";
        order["unknownMember"] = true;

        var second = await _shop.PostAsync(Calls.Orders, order);

        Assert.Equal(200, second.Status);
        Assert.Equal(first.Json.GetRawText(), second.Json.GetRawText());
        Assert.Null(second.Headers.Location);
    }

    [Fact]
    public async Task The_same_external_id_with_other_content_is_a_conflict_and_changes_nothing()
    {
        var first = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));
        var other = Calls.Order("A-1");
        other["note"] = "without onions";

        var refused = await _shop.PostAsync(Calls.Orders, other);

        Assert.Equal(409, refused.Status);
        Assert.Equal("external-id-reused", refused.Problem);
        Assert.Equal("queued", refused["state"]);
        Assert.Equal(first.Json.GetRawText(), (await _shop.ReadAsync($"{Calls.Orders}/{first["id"]}")).Json.GetRawText());
    }

    [Fact]
    public async Task Two_channels_may_use_the_same_external_id()
    {
        using var kiosk = _cloud.Client(_cloud.OtherChannelKey);
        var one = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));
        var two = await kiosk.PostAsync(Calls.Orders, Calls.Order("A-1"));

        Assert.Equal((201, 201), (one.Status, two.Status));
        Assert.NotEqual(one["id"], two["id"]);
        Assert.Equal(one.Number + 1, two.Number);
    }

    [Fact]
    public async Task Every_fault_of_form_is_named_at_once()
    {
        var order = Calls.Order("A-1");
        order["currency"] = "USD";
        order["placedAt"] = "yesterday";
        order["lines"]![0]!["quantity"] = "many";
        order.Remove("branchId");

        var refused = await _shop.PostAsync(Calls.Orders, order);

        Assert.Equal(400, refused.Status);
        Assert.Equal("application/problem+json", refused.MediaType);
        Assert.Equal("request-malformed", refused.Problem);
        Assert.Equal(
            ["/branchId", "/currency", "/lines/0/quantity", "/placedAt"],
            refused.Faults.Select(fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_broken_rule_is_named_at_once()
    {
        var order = Calls.Order("A-1");
        order["lines"]![0]!["vatRate"] = 8;
        order["lines"]![1]!["vatRate"] = null;
        order["total"] = 5;

        var refused = await _shop.PostAsync(Calls.Orders, order);

        Assert.Equal(422, refused.Status);
        Assert.Equal("rules-broken", refused.Problem);
        Assert.Contains("/lines/0/vatRate vat-rate-unknown", refused.Faults);
        Assert.True(refused.Faults.Count >= 4, string.Join('\n', refused.Faults));
    }

    [Fact]
    public async Task A_branch_the_channel_does_not_serve_is_forbidden_whether_it_exists_or_not()
    {
        foreach (var branch in (string[])[CloudUnderTest.ForeignBranch, "nowhere"])
        {
            var refused = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1", branch: branch));

            Assert.Equal(403, refused.Status);
            Assert.Equal("branch-not-allowed", refused.Problem);
            Assert.Equal(["/branchId branch-not-allowed"], refused.Faults);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/xml")]
    public async Task What_is_not_json_in_utf8_is_415(string? mediaType)
    {
        var refused = await _shop.PostTextAsync(Calls.Orders, Calls.Order("A-1").ToJsonString(), mediaType);

        Assert.Equal(415, refused.Status);
        Assert.Equal("media-type-unsupported", refused.Problem);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON;charset=\"UTF-8\"")]
    [InlineData("application/json; odata=x")]
    public async Task Json_in_utf8_is_taken_however_it_is_announced(string mediaType)
    {
        var taken = await _shop.PostTextAsync(Calls.Orders, Calls.Order("A-1").ToJsonString(), mediaType);

        Assert.Equal(201, taken.Status);
    }

    [Fact]
    public async Task A_compressed_body_is_415()
    {
        var refused = await _shop.PostTextAsync(
            Calls.Orders, "x", "application/json", ("Content-Encoding", "gzip"));

        Assert.Equal(415, refused.Status);
    }

    [Fact]
    public async Task A_body_over_256_KiB_is_413_with_and_without_a_length()
    {
        var body = new string(' ', (256 * 1024) + 1);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, Calls.Orders);
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var counted = await _shop.PostTextAsync(Calls.Orders, body);
        using var response = await _shop.SendAsync(chunked);
        var uncounted = await Calls.ReadAsync(response);

        Assert.Equal((413, "body-too-large"), (counted.Status, counted.Problem));
        Assert.Equal((413, "body-too-large"), (uncounted.Status, uncounted.Problem));
    }

    [Fact]
    public async Task A_body_of_exactly_256_KiB_is_read()
    {
        var order = Calls.Order("A-1").ToJsonString();
        var body = order + new string(' ', (256 * 1024) - System.Text.Encoding.UTF8.GetByteCount(order));

        Assert.Equal(201, (await _shop.PostTextAsync(Calls.Orders, body)).Status);
    }

    [Fact]
    public async Task A_body_nested_too_deeply_is_400()
    {
        var body = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);

        Assert.Equal(400, (await _shop.PostTextAsync(Calls.Orders, body)).Status);
    }

    [Fact]
    public async Task Validating_checks_the_same_and_stores_nothing()
    {
        var order = Calls.Order("A-1");
        var good = await _shop.PostAsync($"{Calls.Orders}/validate", order);
        order["total"] = 1;
        var bad = await _shop.PostAsync($"{Calls.Orders}/validate", order);
        var found = await _shop.ReadAsync($"{Calls.Orders}?externalId=A-1");

        Assert.Equal(200, good.Status);
        Assert.True(good.Json.GetProperty("valid").GetBoolean());
        Assert.Equal(422, bad.Status);
        Assert.Empty(found.Json.GetProperty("orders").EnumerateArray());
    }

    [Fact]
    public async Task An_order_is_found_by_id_and_by_external_id_by_its_own_channel_only()
    {
        using var kiosk = _cloud.Client(_cloud.OtherChannelKey);
        var posted = await _shop.PostAsync(Calls.Orders, Calls.Order("A 1/ü"));
        var query = $"{Calls.Orders}?externalId={Uri.EscapeDataString("A 1/ü")}";

        var byId = await _shop.ReadAsync($"{Calls.Orders}/{posted["id"]}");
        var byExternalId = await _shop.ReadAsync(query);
        var foreign = await kiosk.ReadAsync($"{Calls.Orders}/{posted["id"]}");
        var nothing = await kiosk.ReadAsync(query);

        Assert.Equal(posted.Json.GetRawText(), byId.Json.GetRawText());
        Assert.Equal(
            posted.Json.GetRawText(), byExternalId.Json.GetProperty("orders").EnumerateArray().Single().GetRawText());
        Assert.Equal((404, "not-found"), (foreign.Status, foreign.Problem));
        Assert.Empty(nothing.Json.GetProperty("orders").EnumerateArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?externalId=")]
    [InlineData("?externalId=a&externalId=b")]
    public async Task Searching_without_one_external_id_is_400(string query) =>
        Assert.Equal(400, (await _shop.ReadAsync(Calls.Orders + query)).Status);

    [Fact]
    public async Task What_was_right_when_it_was_stored_stays_known_when_the_rules_would_refuse_it_now()
    {
        var clock = new Simulators.World.SimulatedClock(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var cloud = await CloudUnderTest.StartAsync(clock);
        using var shop = cloud.Shop();
        var order = Calls.Order("A-1", at: clock.GetUtcNow());
        var first = await shop.PostAsync(Calls.Orders, order);
        clock.Set(TimeSpan.FromDays(800));

        var repeat = await shop.PostAsync(Calls.Orders, order);
        order["externalId"] = "A-2";
        var late = await shop.PostAsync(Calls.Orders, order);

        Assert.Equal((200, first["id"]), (repeat.Status, repeat["id"]));
        Assert.Equal(422, late.Status);
    }
}
