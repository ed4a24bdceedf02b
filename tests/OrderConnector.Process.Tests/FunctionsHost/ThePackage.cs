using System.IO.Compression;
using OrderConnector.Simulators.FunctionsHost;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>What is deployed, and that the stand-in refuses what the host would stumble over.</summary>
[Collection(Published.Collection)]
public sealed class ThePackage(Published published) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void Has_a_function_for_http_and_one_for_each_event() => Assert.Equal(
        [
            ("fn-alarm", TriggerKind.Queue), ("fn-alarm-poison", TriggerKind.Queue), ("fn-http", TriggerKind.Http),
            ("fn-minute", TriggerKind.Timer),
        ],
        published.Package.Functions.Values.Select(function => (function.Name, function.Kind)).Order());

    [LinuxFact]
    public void Carries_its_runtime_and_the_mode_of_its_program()
    {
        var program = Path.Combine(published.Package.Folder, published.Package.Settings.Executable);

        Assert.True(File.Exists(Path.Combine(published.Package.Folder, "libcoreclr.so")));
        Assert.True(OperatingSystem.IsLinux() && File.GetUnixFileMode(program).HasFlag(UnixFileMode.OtherExecute));
        Assert.Empty(Directory.EnumerateFiles(published.Package.Folder, "*.db", SearchOption.AllDirectories));
    }

    [LinuxFact]
    public void Has_names_that_no_route_of_the_app_and_no_address_of_the_host_begins_with() => Assert.All(
        published.Package.Functions.Keys, name => Assert.StartsWith("fn-", name, StringComparison.Ordinal));

    [LinuxTheory]
    [InlineData("host.json", "\"version\": \"2.0\"", "\"version\": \"3.0\"")]
    [InlineData("host.json", "\"functionTimeout\"", "\"functionTimeOut\"")]
    [InlineData("host.json", "\"routePrefix\": \"\"", "\"routePrefix\": \"api\"")]
    [InlineData("host.json", "\"enableProxyingHttpRequest\": true", "\"enableProxyingHttpRequest\": false")]
    [InlineData("host.json", "\"enableProxyingHttpRequest\": true", "\"enableForwardingHttpRequest\": true")]
    [InlineData("host.json", "\"defaultExecutablePath\": \"", "\"defaultExecutablePath\": \"no")]
    [InlineData("host.json", "\"base64\"", "\"none\"")]
    [InlineData("fn-http/function.json", "{*path}", "api/{*path}")]
    [InlineData("fn-http/function.json", "\"anonymous\"", "\"function\"")]
    [InlineData("fn-http/function.json", "\"patch\", ", "")]
    [InlineData("fn-http/function.json", "\"direction\": \"out\"", "\"direction\": \"in\"")]
    [InlineData("fn-minute/function.json", "\"useMonitor\"", "\"monitor\"")]
    [InlineData("fn-minute/function.json", "0 * * * * *", "* * * * *")]
    [InlineData("fn-minute/function.json", "timerTrigger", "cronTrigger")]
    [InlineData("fn-alarm/function.json", "\"connection\"", "\"account\"")]
    [InlineData("fn-alarm/function.json", "\"queueName\": ", "\"queueName\": 1, \"x\": ")]
    public void Is_refused_with_a_word_of_it_changed(string file, string what, string into)
    {
        var place = Path.Combine(Copy(), file);
        var text = File.ReadAllText(place);
        Assert.Contains(what, text, StringComparison.Ordinal);
        File.WriteAllText(place, text.Replace(what, into, StringComparison.Ordinal));

        Assert.Throws<HostRefusalException>(() => AppPackage.Read(_folder["app"]));
    }

    [LinuxFact]
    public void Is_refused_with_a_function_that_lies_too_deep()
    {
        var deep = Directory.CreateDirectory(Path.Combine(Copy(), "functions", "fn-minute")).FullName;
        File.Copy(Path.Combine(_folder["app"], "fn-minute", "function.json"), Path.Combine(deep, "function.json"));

        Assert.Throws<HostRefusalException>(() => AppPackage.Read(_folder["app"]));
    }

    [LinuxFact]
    public void Is_read_as_it_is() => Assert.Equal(
        published.Package.Functions.Keys.Order(), AppPackage.Read(Copy()).Functions.Keys.Order());

    [LinuxFact]
    public async Task Is_refused_where_a_setting_that_names_a_queue_is_missing()
    {
        var refused = await Assert.ThrowsAsync<HostRefusalException>(() => StandInHost.StartAsync(
            published.Package, new Dictionary<string, string>(), TimeProvider.System, default));

        Assert.Contains("%ALARM_QUEUE%", refused.Message, StringComparison.Ordinal);
    }

    private string Copy()
    {
        var package = published.Package;
        foreach (var name in package.Functions.Keys.Select(name => Path.Combine(name, "function.json")).Append("host.json"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder["app"], name))!);
            File.Copy(Path.Combine(package.Folder, name), Path.Combine(_folder["app"], name));
        }

        File.WriteAllText(Path.Combine(_folder["app"], package.Settings.Executable), "");
        return _folder["app"];
    }
}
