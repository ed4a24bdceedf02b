using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrderConnector.PosAgent.Issuing;

namespace OrderConnector.PosAgent.Tests.Issuing;

public sealed class IssuingOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pos-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task With_nothing_set_there_is_no_sink_that_could_claim_a_hand_over()
    {
        using var host = await Started();

        Assert.Null(host.Services.GetService<IPosSink>());
        Assert.Equal(20, host.Services.GetRequiredService<IOptions<IssuingOptions>>().Value.LeadMinutes);
    }

    [Fact]
    public async Task A_directory_makes_a_file_sink()
    {
        using var host = await Started(("Pos:Kind", "file"), ("Pos:Directory", _folder));

        Assert.IsType<FilePosSink>(host.Services.GetRequiredService<IPosSink>());
    }

    [Fact]
    public async Task An_address_makes_an_http_sink()
    {
        var file = Path.Combine(_folder, "secret");
        await File.WriteAllTextAsync(file, "s3cret\n");
        using var host = await Started(
            ("Pos:Kind", "http"), ("Pos:Url", "https://till.example/orders"), ("Pos:SecretFile", file));

        Assert.IsType<HttpPosSink>(host.Services.GetRequiredService<IPosSink>());
    }

    [Theory]
    [InlineData("Pos:Kind", "ftp", "Pos:Kind is 'ftp'; it must be none, file or http.")]
    [InlineData("Pos:LeadMinutes", "1441", "Pos:LeadMinutes must be 0 to 1440.")]
    [InlineData("Pos:TimeoutSeconds", "0", "Pos:TimeoutSeconds must be 1 to 300.")]
    public Task A_value_out_of_bounds_stops_the_start_and_names_its_key(string key, string value, string message) =>
        MustSay([message], (key, value));

    [Fact]
    public Task A_file_sink_wants_an_absolute_path() => MustSay(
        ["Pos:Directory must be the absolute path of a directory when Pos:Kind is file."],
        ("Pos:Kind", "file"), ("Pos:Directory", "orders"));

    [Theory]
    [InlineData("http://till.example/orders")]
    [InlineData("till")]
    [InlineData("")]
    public Task An_http_sink_wants_a_safe_address(string url) => MustSay(
        ["Pos:Url must be an https address, or http on this machine, when Pos:Kind is http; "
            + "a user name or password does not belong into it."],
        ("Pos:Kind", "http"), ("Pos:Url", url));

    [Fact]
    public Task A_secret_file_must_be_there_and_every_fault_is_listed_at_once() => MustSay(
        [
            "Pos:Url must be an https address",
            $"Pos:SecretFile {_folder}/none cannot be read, is empty, or holds more than one line.",
            "Pos:LeadMinutes must be 0 to 1440.",
        ],
        ("Pos:Kind", "http"), ("Pos:SecretFile", _folder + "/none"), ("Pos:LeadMinutes", "-1"));

    [Fact]
    public async Task A_secret_that_cannot_be_sent_is_refused_without_being_shown()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => Started(
            ("Pos:Kind", "http"), ("Pos:Url", "https://till.example/"), ("Pos:Secret", "geheim\r\nX: y")));

        Assert.Equal("Pos:Secret is empty or holds characters other than visible ASCII.", fault.Message);
    }

    [Fact]
    public Task Two_secrets_are_one_too_many() => MustSay(
        ["Pos:Secret and Pos:SecretFile are both set; only one of them may be."],
        ("Pos:Kind", "http"), ("Pos:Url", "https://till.example/"), ("Pos:Secret", "a"), ("Pos:SecretFile", "b"));

    private static async Task MustSay(string[] messages, params (string Key, string Value)[] settings)
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => Started(settings));

        Assert.Equal(messages.Length, fault.Failures.Count());
        Assert.All(messages.Zip(fault.Failures), pair => Assert.StartsWith(pair.First, pair.Second));
    }

    private static async Task<IHost> Started(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            settings.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value)));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddIssuing(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
