using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace OrderConnector.PosAgent.Tests.Issuing;

/// <summary>Answers every call the same way.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private AnsweringServer(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(answer);
    }

    internal Uri Url => new(_server.Urls.First());

    internal static async Task<AnsweringServer> StartAsync(RequestDelegate answer)
    {
        var server = new AnsweringServer(answer);
        await server._server.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();
}
