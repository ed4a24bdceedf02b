using OrderConnector.Simulators.FunctionsHost;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>
/// The package, published and unpacked once for all tests of this folder; and a store with one branch, one channel and
/// its key, of which each test takes a copy.
/// </summary>
public sealed class Published : IAsyncLifetime
{
    internal const string Collection = "Functions host";
    private readonly TemporaryFolder _folder = new();

    internal AppPackage Package { get; private set; } = null!;

    internal string ChannelKey { get; private set; } = "";

    internal string SeededStore => _folder["seeded"];

    public async Task InitializeAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Package = await PublishedApp.UnpackAsync(_folder["app"]);
        await AdminAsync("branch", "add", ServedBranch.Branch, "--name", "Berlin Mitte");
        await AdminAsync(
            "branch", "set", ServedBranch.Branch, "--company", "Beispiel GmbH", "--street", "Beispielweg 1", "--zip",
            "10115", "--city", "Berlin", "--tax-number", "12/345/67890");
        ChannelKey = await AdminAsync("channel", "add", "webshop", "--branch", ServedBranch.Branch);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    private Task<string> AdminAsync(params string[] arguments) =>
        ProductProgram.Cloud.DoAsync(default, ["admin", .. arguments, "--data", SeededStore]);
}

[CollectionDefinition(Published.Collection)]
public sealed class PublishedCollection : ICollectionFixture<Published>;
