using System.Globalization;
using System.Net;
using System.Net.Sockets;
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

    /// <summary>Whom mails come from.</summary>
    internal const string SenderAddress = "alarm@example.org";

    /// <summary>Who may do everything.</summary>
    internal const string Administrator = "anna";

    /// <summary>Who manages the branch in Berlin.</summary>
    internal const string Manager = "max";

    /// <summary>Who reads everything.</summary>
    internal const string Auditor = "petra";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _channelKeys = [];
    private readonly List<IAsyncDisposable> _agents = [];

    private Estate() => Cloud = new CloudProcess(
        _folder["cloud"], _folder["cloud.log"], "--set", "Intake:RateLimitPerSecond=0")
    {
        Environment = Environment,
    };

    /// <summary>Variables the cloud app will be started with: "Alerting__PublicUrl".</summary>
    internal Dictionary<string, string> Environment { get; } = [];

    internal CloudProcess Cloud { get; }

    internal Uri Url => Cloud.Url;

    /// <summary>The cloud's store.</summary>
    internal string Database => Path.Combine(Cloud.DataFolder, "orders.db");

    /// <summary>Sets everything up by command line, as an operator would; the cloud is not started yet.</summary>
    internal static async Task<Estate> PrepareAsync(CancellationToken cancellationToken)
    {
        var estate = new Estate();
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

    /// <summary>Lets the cloud app send its mails through a mail server, whose certificate alone it trusts.</summary>
    internal void UseMail(MailServer mail)
    {
        Environment["SSL_CERT_FILE"] = mail.CertificateFile;
        Environment["Alerting__PublicUrl"] = Url.GetLeftPart(UriPartial.Authority);
        Environment["Alerting__LookPause"] = "00:00:01";
        Environment["Alerting__CalmTime"] = "00:00:00";
        Environment["Alerting__Smtp__Host"] = MailServer.Host;
        Environment["Alerting__Smtp__Port"] = mail.Port.ToString(CultureInfo.InvariantCulture);
        Environment["Alerting__Smtp__User"] = MailServer.User;
        Environment["Alerting__Smtp__Password"] = mail.Password;
        Environment["Alerting__Smtp__From"] = SenderAddress;
    }

    /// <summary>An address of this machine where nobody listens yet.</summary>
    internal static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    /// <summary>A shop of a channel.</summary>
    internal ShopClient Shop(string channel = Webshop) => new(Url, _channelKeys[channel]);

    /// <summary>An agent that has enrolled and not started.</summary>
    /// <param name="branch">Its branch.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="staffPage">Where it is to serve the page at the till; on any port where that does not matter.</param>
    internal async Task<AgentProcess> EnrolAgentAsync(
        string branch, CancellationToken cancellationToken, Uri? staffPage = null)
    {
        var key = await Cloud.AdminAsync(cancellationToken, "agent-key", branch);
        string[] options = staffPage is null
            ? []
            : ["--set", "Staff:Page=" + staffPage.GetLeftPart(UriPartial.Authority)];
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
