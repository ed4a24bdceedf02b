using System.Net;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Process.Tests.FrontDoor;

/// <summary>What the other tests of storage queues take for granted about the emulator.</summary>
public sealed class AStorageEmulator
{
    [AzuriteFact]
    public async Task It_listens_logs_what_it_is_asked_and_starts_again_at_the_same_place()
    {
        await using var azurite = await AzuriteServer.StartNewAsync();
        using var http = new HttpClient();
        var address = new Uri(azurite.Endpoint + "/no-queue?comp=metadata");

        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(address)).StatusCode);
        await azurite.StopAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(address));
        await azurite.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(address)).StatusCode);
        await azurite.StopAsync();

        Assert.Equal(
            [new StorageOperation("GET", "/no-queue", "?comp=metadata", 403),
                new StorageOperation("GET", "/no-queue", "?comp=metadata", 403)],
            azurite.ReadOperations());
    }
}
