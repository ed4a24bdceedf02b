using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Core.Access;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Showing;

public sealed class ShowingAnOrder : IAsyncLifetime
{
    private static readonly byte[] s_payload = Encoding.UTF8.GetBytes("{\"note\":\"<img src=x>\",\n \"a\" : 1}");

    private readonly OrderId _id = OrderId.Derive(CloudUnderTest.Channel, "A");
    private CloudUnderTest _cloud = null!;

    private string Path => "/portal/orders/" + _id.Value;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        await _cloud.Store.AddAsync(
            new NewOrder(
                _id, CloudUnderTest.Channel, CloudUnderTest.Branch, "A", "1:A", s_payload, 123450,
                OrderState.Queued, null, null, null, "auto", ReceiptToken.Make(_id, new byte[16]),
                _cloud.Clock.GetUtcNow(), "channel:webshop", null, null),
            default);
    }

    public async Task DisposeAsync() => await _cloud.DisposeAsync();

    [Theory]
    [InlineData(PortalRole.Manager)]
    [InlineData(PortalRole.Auditor)]
    [InlineData(PortalRole.Administrator)]
    public async Task Whoever_may_see_the_branch_sees_the_order(PortalRole role)
    {
        using var reader = await ReaderAsync(role, CloudUnderTest.Branch);

        var page = WebUtility.HtmlDecode(await reader.ReadAsync(Path));

        Assert.Contains("1.234,50\u00a0€", page, StringComparison.Ordinal);
        Assert.Contains("Geprüft und nummeriert", page, StringComparison.Ordinal);
        Assert.Equal(
            role != PortalRole.Auditor, page.Contains("Von Hand erfassen und markieren", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/payload")]
    [InlineData("/payload?as=file")]
    public async Task To_the_manager_of_another_branch_it_is_unknown(string rest)
    {
        using var foreign = await ReaderAsync(PortalRole.Manager, CloudUnderTest.OtherBranch);

        using var answer = await foreign.Http.GetAsync(Path + rest);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await OpenedAsync());
    }

    [Fact]
    public async Task Opening_what_came_is_on_record_and_gives_the_bytes_as_they_were()
    {
        using var auditor = await ReaderAsync(PortalRole.Auditor);

        var page = await auditor.ReadAsync(Path + "/payload");
        using var file = await auditor.Http.GetAsync(Path + "/payload?as=file");

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal(s_payload, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(["page", "file"], await OpenedAsync());
        Assert.Contains("Empfangene Daten geöffnet", WebUtility.HtmlDecode(await auditor.ReadAsync(Path)));
    }

    [Theory]
    [InlineData("/portal/orders/00000000000000000000000000000000")]
    [InlineData("/portal/orders/nothing")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var reader = await ReaderAsync(PortalRole.Administrator);
        using var answer = await reader.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_waiting_page_hears_of_an_order_at_once()
    {
        using var reader = await ReaderAsync(PortalRole.Administrator);
        var mark = await MarkAsync(reader, "0.0");
        var waiting = MarkAsync(reader, mark);

        await _cloud.Store.MoveAsync(
            new MoveOrder(
                _id, [OrderState.Queued], OrderState.Cancelled, "channel:webshop", null, _cloud.Clock.GetUtcNow()),
            default);

        Assert.NotEqual(mark, await waiting.WaitAsync(CloudUnderTest.Soon));
    }

    [Fact]
    public async Task Whoever_is_not_logged_in_waits_for_nothing()
    {
        using var nobody = _cloud.Client(null);
        using var answer = await nobody.GetAsync("/portal/changes?since=0.0");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_branch_shows_what_waits_there_and_nowhere_else()
    {
        using var manager = await ReaderAsync(PortalRole.Manager, CloudUnderTest.Branch);

        var page = await manager.ReadAsync("/portal");

        Assert.Contains($"id=\"branch-{CloudUnderTest.Branch}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"id=\"branch-{CloudUnderTest.OtherBranch}\"", page, StringComparison.Ordinal);
        Assert.Contains("<b>1</b><span>wartend</span>", page, StringComparison.Ordinal);
    }

    private Task<PortalBrowser> ReaderAsync(PortalRole role, params string[] branches) =>
        PortalBrowser.LoggedInAsync(_cloud, role, role == PortalRole.Manager ? branches : []);

    private static async Task<string> MarkAsync(PortalBrowser reader, string since) =>
        (await reader.Http.GetFromJsonAsync<JsonElement>("/portal/changes?since=" + since))
        .GetProperty("mark").GetString()!;

    private async Task<IReadOnlyList<string>> OpenedAsync() =>
    [
        .. (await _cloud.Services.GetRequiredService<IAuditStore>().ReadAuditChainAsync(0, 1000, default))
            .Where(entry => entry.Act.Action == "order.payloadOpened" && entry.Act.Subject == _id.Value)
            .Select(entry => entry.Act.Details!["as"]),
    ];
}
