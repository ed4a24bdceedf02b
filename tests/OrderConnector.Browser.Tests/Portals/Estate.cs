using OrderConnector.Browser.Tests.Browsing;
using OrderConnector.Core.Access;
using OrderConnector.Simulators.Portals;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Browser.Tests.Portals;

/// <summary>
/// What a small chain runs: the cloud app, two branches, three channels and people who may look at it. Agents start
/// when a test starts them.
/// </summary>
internal sealed class Estate : IAsyncDisposable
{
    internal const string Berlin = "berlin-mitte";
    internal const string Hamburg = "hamburg-altona";
    internal const string Webshop = "webshop";
    internal const string Platform = "platform";

    /// <summary>Who may do everything.</summary>
    internal const string Administrator = "anna";

    /// <summary>Who manages the branch in Berlin.</summary>
    internal const string Manager = "max";

    /// <summary>Who reads everything.</summary>
    internal const string Auditor = "petra";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _channelKeys = [];
    private readonly List<IAsyncDisposable> _agents = [];

    private Estate(IReadOnlyDictionary<string, string>? environment, string[] settings) => Cloud = new CloudProcess(
        _folder["cloud"], _folder["cloud.log"],
        ["--set", "Intake:RateLimitPerSecond=0", .. settings.SelectMany(setting => (string[])["--set", setting])])
    {
        Environment = environment,
    };

    internal CloudProcess Cloud { get; }

    internal Uri Url => Cloud.Url;

    /// <summary>The cloud's store.</summary>
    internal string Database => Path.Combine(Cloud.DataFolder, "orders.db");

    /// <summary>Sets everything up by command line, as an operator would; the cloud is not started yet.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="environment">Variables the cloud app is started with.</param>
    /// <param name="settings">Settings of the cloud app: "Section:Name=value".</param>
    internal static async Task<Estate> PrepareAsync(
        CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null,
        params string[] settings)
    {
        var estate = new Estate(environment, settings);
        await estate.AddBranchAsync(Berlin, "Berlin Mitte", "10115", "Berlin", cancellationToken);
        await estate.AddBranchAsync(Hamburg, "Hamburg Altona", "22765", "Hamburg", cancellationToken);
        await estate.AddChannelAsync(Webshop, cancellationToken);
        await estate.AddChannelAsync(Platform, cancellationToken, "--release", "held");
        await PortalPeople.AddAsync(estate.Database, Administrator, PortalRole.Administrator);
        await PortalPeople.AddAsync(estate.Database, Manager, PortalRole.Manager, Berlin);
        await PortalPeople.AddAsync(estate.Database, Auditor, PortalRole.Auditor);
        return estate;
    }

    /// <summary>A window in which a person has typed name and password.</summary>
    internal async Task<BrowserWindow> OpenAsync(Chromium chromium, string person, Look? look = null)
    {
        var window = await chromium.OpenAsync(Url, look);
        await window.Page.GotoAsync("/portal/login");
        await window.Page.FillAsync("input[name=name]", person);
        await window.Page.FillAsync("input[name=password]", PortalPeople.Password);
        await window.Page.ClickAsync("main button");
        await window.Page.WaitForURLAsync("**/portal");
        return window;
    }

    /// <summary>A shop of a channel.</summary>
    internal ShopClient Shop(string channel = Webshop) => new(Url, _channelKeys[channel]);

    /// <summary>An agent that has enrolled and not started.</summary>
    internal async Task<AgentProcess> EnrolAgentAsync(
        string branch, CancellationToken cancellationToken, params string[] options)
    {
        var key = await Cloud.AdminAsync(cancellationToken, "agent-key", branch);
        var agent = new AgentProcess(_folder["agent-" + branch], _folder["agent-" + branch + ".log"], options);
        await agent.EnrolAsync(Url, key, cancellationToken, "EAS-" + branch);
        _agents.Add(agent);
        return agent;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents)
        {
            await agent.DisposeAsync();
        }

        await Cloud.DisposeAsync();
        _folder.Dispose();
    }

    private async Task AddBranchAsync(
        string id, string name, string zip, string city, CancellationToken cancellationToken)
    {
        await Cloud.AdminAsync(cancellationToken, "branch", "add", id, "--name", name);
        await Cloud.AdminAsync(
            cancellationToken, "branch", "set", id, "--company", "Beispiel GmbH", "--street", "Beispielweg 1",
            "--zip", zip, "--city", city, "--tax-number", "12/345/67890");
    }

    private async Task AddChannelAsync(string id, CancellationToken cancellationToken, params string[] options) =>
        _channelKeys[id] = await Cloud.AdminAsync(
            cancellationToken, ["channel", "add", id, "--branch", Berlin, "--branch", Hamburg, .. options]);
}
