using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Core.Keys;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Storing;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Cloud;

/// <summary>The whole cloud app on Kestrel at a free port, with a real store in a folder that goes with the test.</summary>
public sealed class CloudUnderTest : IAsyncDisposable
{
    public const string Branch = "berlin-mitte";
    public const string OtherBranch = "hamburg";
    public const string ForeignBranch = "munich";
    public const string Channel = "webshop";
    public const string OtherChannel = "kiosk";

    /// <summary>A waiting agent that is not woken sleeps long: what comes sooner came by being woken.</summary>
    public const string SleepLong = "Collecting:LookAgain=00:00:30";

    /// <summary>Much sooner than that, however busy the machine is.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private readonly TemporaryFolder _folder;
    private readonly WebApplication _app;
    private readonly bool _isFirst;

    private CloudUnderTest(TemporaryFolder folder, WebApplication app, TimeProvider clock, bool isFirst)
    {
        _folder = folder;
        _isFirst = isFirst;
        _app = app;
        Clock = clock;
        Address = new Uri(app.Urls.Single());
    }

    public TimeProvider Clock { get; }

    public Uri Address { get; }

    public string DataFolder => _folder.Path;

    public IServiceProvider Services => _app.Services;

    public IOrderStore Store => Services.GetRequiredService<IOrderStore>();

    public WebApplication App => _app;

    /// <summary>Key of <see cref="Channel"/>.</summary>
    public string ChannelKey { get; private set; } = "";

    /// <summary>Key of <see cref="OtherChannel"/>.</summary>
    public string OtherChannelKey { get; private set; } = "";

    /// <summary>An operator's key.</summary>
    public string OperatorKey { get; private set; } = "";

    /// <summary>Starts it, with two branches of two channels and one branch of neither.</summary>
    public static async Task<CloudUnderTest> StartAsync(
        TimeProvider? clock = null, Action<IServiceCollection>? change = null, params string[] settings)
    {
        var folder = new TemporaryFolder();
        var cloud = await OpenAsync(folder, isFirst: true, clock ?? TimeProvider.System, change, settings);
        await cloud.SeedAsync();
        return cloud;
    }

    /// <summary>Starts another instance on the same store; it ends before this one.</summary>
    public async Task<CloudUnderTest> JoinAsync(Action<IServiceCollection>? change, params string[] settings)
    {
        var other = await OpenAsync(_folder, isFirst: false, Clock, change, settings);
        (other.ChannelKey, other.OtherChannelKey, other.OperatorKey) = (ChannelKey, OtherChannelKey, OperatorKey);
        return other;
    }

    private static async Task<CloudUnderTest> OpenAsync(
        TemporaryFolder folder, bool isFirst, TimeProvider clock, Action<IServiceCollection>? change, string[] settings)
    {
        var pairs = settings.Select(text => text.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], (string?)p[1]));
        var app = CloudHost.Build(
            new CloudSettings(folder.Path, "http://127.0.0.1:0", [.. pairs]),
            clock,
            RandomNumberGenerator.Fill,
            (services, configuration) => Add(services, configuration, change));
        await app.Services.GetRequiredService<IOrderStore>().MigrateAsync(default);
        await app.StartAsync();
        return new CloudUnderTest(folder, app, clock, isFirst);
    }

    /// <summary>A client that shows a key; null shows none.</summary>
    public HttpClient Client(string? key)
    {
        var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(90) };
        if (key is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return http;
    }

    /// <summary>A client of <see cref="Channel"/>.</summary>
    public HttpClient Shop() => Client(ChannelKey);

    /// <summary>Stores a key made for a purpose; answers it as its holder has it.</summary>
    public async Task<string> AddKeyAsync(
        string prefix, KeyPurpose purpose, string subject, IReadOnlyList<string> branches,
        DateTimeOffset? expiresAt = null, int uses = 1)
    {
        var key = SecretKey.From(prefix, RandomNumberGenerator.GetBytes(40));
        await Store.AddKeyAsync(
            new StoredKey(key.Id, key.Hash(), purpose, subject, branches, uses, Clock.GetUtcNow(), expiresAt, null),
            default);
        return key.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_isFirst)
        {
            _folder.Dispose();
        }
    }

    private static void Add(
        IServiceCollection services, IConfiguration configuration, Action<IServiceCollection>? change)
    {
        services.AddStages(configuration);
        change?.Invoke(services);
    }

    private async Task SeedAsync()
    {
        var now = Clock.GetUtcNow();
        foreach (var branch in (string[])[Branch, OtherBranch, ForeignBranch])
        {
            await Store.AddBranchAsync(
                new NewBranch(branch, branch, 40_000_000, 49_999_999, "Europe/Berlin"), now, default);
        }

        ChannelKey = await AddChannelAsync(Channel);
        OtherChannelKey = await AddChannelAsync(OtherChannel);
        OperatorKey = await AddKeyAsync("op", KeyPurpose.Operator, "auditor", []);
    }

    private async Task<string> AddChannelAsync(string id)
    {
        var key = SecretKey.From("ch", RandomNumberGenerator.GetBytes(40));
        await Store.AddChannelAsync(
            new Channel(id, "native", "auto", [Branch, OtherBranch]),
            new StoredKey(key.Id, key.Hash(), KeyPurpose.Channel, id, [], 0, Clock.GetUtcNow(), null, null),
            default);
        return key.ToString();
    }
}
