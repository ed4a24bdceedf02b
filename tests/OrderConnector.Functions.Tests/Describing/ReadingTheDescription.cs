using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Describing;

public sealed class ReadingTheDescription : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;
    private HttpClient _shop = null!;
    private JsonElement _document;
    private JsonSchema _schema = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _shop = _cloud.Shop();
        _document = (await _shop.ReadAsync("/openapi/v1.json")).Json;
        _schema = new JsonSchema(_document);
    }

    public async Task DisposeAsync()
    {
        _shop.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public void It_is_openapi_3_1() => Assert.StartsWith("3.1.", _document.GetProperty("openapi").GetString(), StringComparison.Ordinal);

    [Fact]
    public void It_describes_exactly_the_routes_for_programs() => Assert.Equal(
        Routes.All.Where(route => !route.IsOfPortal).Select(route => $"{route.Method} {route.Pattern}").Order(StringComparer.Ordinal),
        Operations().Select(operation => $"{operation.Method} {operation.Path}").Order(StringComparer.Ordinal));

    [Fact]
    public void Each_operation_names_the_key_its_route_asks_for_and_says_what_the_route_does()
    {
        foreach (var (method, path, operation) in Operations())
        {
            var route = Routes.All.Single(listed => listed.Method == method && listed.Pattern == path);
            var schemes = operation.GetProperty("security").EnumerateArray()
                .SelectMany(requirement => requirement.EnumerateObject().Select(scheme => scheme.Name));

            Assert.Equal(SchemeOf(route.Caller), schemes.SingleOrDefault());
            Assert.Equal(route.Does, operation.GetProperty("summary").GetString());
        }
    }

    [Fact]
    public void Each_operation_has_an_id_of_its_own_and_describes_its_path_parameters()
    {
        var ids = Operations().Select(operation => operation.Operation.GetProperty("operationId").GetString()).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        foreach (var (_, path, operation) in Operations())
        {
            var described = operation.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Select(_schema.Resolve)
                    .Where(parameter => parameter.GetProperty("in").GetString() == "path")
                    .Select(parameter => parameter.GetProperty("name").GetString()!)
                : [];

            Assert.Equal(path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')), described);
        }
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_every_component_is_used()
    {
        var references = References(_document).ToHashSet(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            var target = JsonDocument.Parse($$"""{"$ref":"{{reference}}"}""").RootElement;
            Assert.Equal(JsonValueKind.Object, _schema.Resolve(target).ValueKind);
        }

        foreach (var kind in (string[])["schemas", "responses", "parameters", "requestBodies"])
        {
            foreach (var component in _document.GetProperty("components").GetProperty(kind).EnumerateObject())
            {
                Assert.Contains($"#/components/{kind}/{component.Name}", references);
            }
        }
    }

    [Fact]
    public void It_names_every_state_and_every_problem_type()
    {
        var states = _document.GetProperty("components").GetProperty("schemas").GetProperty("OrderState")
            .GetProperty("enum").EnumerateArray().Select(state => state.GetString()!);
        var responses = _document.GetProperty("components").GetProperty("responses").GetRawText();

        Assert.Equal(Enum.GetValues<OrderState>().Select(state => state.ToWire()).Order(), states.Order());
        Assert.All(
            ProblemTypes.All.Where(type => type != ProblemTypes.MethodNotAllowed),
            type => Assert.Contains(type.Name, responses, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_example_order_is_what_its_schema_says()
    {
        var order = JsonDocument.Parse(Calls.Order("A-1").ToJsonString()).RootElement;
        var taken = await _shop.PostTextAsync(Calls.Orders, order.GetRawText());

        Assert.Equal(201, taken.Status);
        Assert.Empty(_schema.Check(order, Schema("PostedOrder")));
    }

    [Fact]
    public async Task Every_answer_is_one_that_is_described()
    {
        using var operators = _cloud.Client(_cloud.OperatorKey);
        using var nobody = _cloud.Client(null);
        var posted = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1", "pending"));
        var changed = Calls.Order("A-1");
        var id = posted["id"];
        var reason = new JsonObject { ["reason"] = "why" };

        Described("postOrder", posted);
        Described("postOrder", await _shop.PostAsync(Calls.Orders, Calls.Order("A-1", "pending")));
        Described("postOrder", await _shop.PostAsync(Calls.Orders, changed));
        Described("postOrder", await _shop.PostTextAsync(Calls.Orders, "{}"));
        Described("postOrder", await _shop.PostTextAsync(Calls.Orders, "{}", "text/plain"));
        Described("postOrder", await _shop.PostTextAsync(Calls.Orders, new string(' ', 300_000)));
        Described("postOrder", await _shop.PostAsync(Calls.Orders, Calls.Order("A-2", branch: "munich")));
        Described("postOrder", await nobody.PostAsync(Calls.Orders, Calls.Order("A-2")));
        Described("validateOrder", await _shop.PostAsync($"{Calls.Orders}/validate", Calls.Order("A-3")));
        Described("findOrders", await _shop.ReadAsync($"{Calls.Orders}?externalId=A-1"));
        Described("findOrders", await _shop.ReadAsync(Calls.Orders));
        Described("readOrder", await _shop.ReadAsync($"{Calls.Orders}/{id}"));
        Described("readOrder", await _shop.ReadAsync($"{Calls.Orders}/none"));
        Described("payOrder", await _shop.PostAsync($"{Calls.Orders}/{id}/payment", new JsonObject { ["outcome"] = "failed" }));
        Described("cancelOrder", await _shop.PostAsync($"{Calls.Orders}/{id}/cancel", reason));
        Described("voidOrder", await _shop.PostAsync($"{Calls.Orders}/{id}/void", reason));
        Described("readReadiness", await _shop.ReadAsync("/api/v1/branches/berlin-mitte/readiness"));
        Described("readReadiness", await _shop.ReadAsync("/api/v1/branches/munich/readiness"));
        Described("readNumbers", await operators.ReadAsync("/api/v1/branches/berlin-mitte/numbers?from=40000000&to=40000009"));
        Described("readNumbers", await operators.ReadAsync("/api/v1/branches/berlin-mitte/numbers?from=9&to=1"));
        Described("readNumbers", await operators.ReadAsync("/api/v1/branches/nowhere/numbers"));
        Described("live", await nobody.ReadAsync("/health/live"));
        Described("ready", await nobody.ReadAsync("/health/ready"));
        Described("explainProblem", await nobody.ReadAsync("/problems/none-such"));
        Described("enrolAgent", await nobody.PostAsync("/agent/v1/enrol", new JsonObject()));
        Described("collectOrders", await nobody.PostAsync("/agent/v1/collect", new JsonObject()));
    }

    private void Described(string operationId, Answered answer)
    {
        var operation = Operations().Single(one => one.Operation.GetProperty("operationId").GetString() == operationId).Operation;
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        Assert.True(operation.GetProperty("responses").TryGetProperty(status, out var response), $"{operationId} {status}");
        var content = _schema.Resolve(response).GetProperty("content");
        Assert.True(content.TryGetProperty(answer.MediaType!, out var media), $"{operationId} {status} {answer.MediaType}");
        Assert.Empty(_schema.Check(answer.Json, media.GetProperty("schema")));
    }

    private JsonElement Schema(string name) =>
        _document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private IEnumerable<(string Method, string Path, JsonElement Operation)> Operations() =>
        from path in _document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (operation.Name.ToUpperInvariant(), path.Name, operation.Value);

    private static string? SchemeOf(Caller caller) => caller switch
    {
        Caller.Shop => "channelKey",
        Caller.Agent => "agentSecret",
        Caller.Operator => "operatorKey",
        Caller.Anybody or Caller.LinkHolder or Caller.Registrant or Caller.Portal => null,
    };

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == "$ref"
            ? [member.Value.GetString()!]
            : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
