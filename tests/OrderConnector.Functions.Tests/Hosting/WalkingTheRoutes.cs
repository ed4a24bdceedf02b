using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Tests.Cloud;
using Route = OrderConnector.Functions.Hosting.Route;

namespace OrderConnector.Functions.Tests.Hosting;

public sealed partial class WalkingTheRoutes : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;

    public async Task InitializeAsync() => _cloud = await CloudUnderTest.StartAsync();

    public async Task DisposeAsync() => await _cloud.DisposeAsync();

    [Fact]
    public void Every_route_that_is_served_is_listed_and_every_one_listed_is_served()
    {
        var served = _cloud.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<Route>()
                ?? throw new InvalidOperationException($"{endpoint.DisplayName} is listed nowhere."))
            .ToList();

        Assert.Equal(
            Routes.All.OrderBy(Name, StringComparer.Ordinal), served.OrderBy(Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_key_every_keyed_route_is_401()
    {
        using var http = _cloud.Client(null);
        foreach (var route in Routes.All.Where(route => route.Caller is Caller.Shop or Caller.Agent or Caller.Operator))
        {
            using var request = new HttpRequestMessage(new HttpMethod(route.Method), Path(route));
            using var response = await http.SendAsync(request);
            var answer = await Calls.ReadAsync(response);

            Assert.True(answer.Status == 401, $"{Name(route)} answered {answer.Status}");
            Assert.Equal("application/problem+json", answer.MediaType);
        }
    }

    [Fact]
    public async Task A_wrong_address_and_a_wrong_method_are_problems_too()
    {
        using var http = _cloud.Shop();

        var nowhere = await http.ReadAsync("/api/v2/orders");
        using var response = await http.DeleteAsync(Calls.Orders);
        var deleted = await Calls.ReadAsync(response);

        Assert.Equal((404, "not-found"), (nowhere.Status, nowhere.Problem));
        Assert.Equal((405, "method-not-allowed"), (deleted.Status, deleted.Problem));
    }

    [Fact]
    public async Task Every_problem_type_leads_to_a_page_that_explains_it()
    {
        using var http = _cloud.Client(null);
        foreach (var type in Functions.Intake.ProblemTypes.All)
        {
            var page = await http.GetStringAsync(type.Uri);

            Assert.Contains($"<code>{type.Uri}</code>", page, StringComparison.Ordinal);
        }

        Assert.Equal(404, (await http.ReadAsync("/problems/none-such")).Status);
    }

    private static string Name(Route route) => $"{route.Pattern} {route.Method}";

    private static string Path(Route route) => Parameter().Replace(route.Pattern, "x");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
