using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Tests.Cloud;

/// <summary>A browser without a script: keeps cookies, shows pages, sends the forms it was shown.</summary>
public sealed partial class PortalBrowser : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient _http;

    public PortalBrowser(CloudUnderTest cloud, string language = "de", Uri? address = null)
    {
        _http = new HttpClient(_handler) { BaseAddress = address ?? cloud.Address };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
        _http.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public HttpClient Http => _http;

    public CookieCollection Cookies => _handler.CookieContainer.GetAllCookies();

    /// <summary>A browser whose user is logged in; the user is added where there is none of that name.</summary>
    public static async Task<PortalBrowser> LoggedInAsync(
        CloudUnderTest cloud, PortalRole role, params string[] branches)
    {
        var name = $"{role.ToWire()}-{string.Join('-', branches)}".TrimEnd('-');
        await AddUserAsync(cloud, name, role, branches);
        var browser = new PortalBrowser(cloud);
        using var answer = await browser.LogInAsync(name, Password);
        Assert.Equal("/portal", answer.Headers.Location?.ToString());
        return browser;
    }

    /// <summary>The password of every user that tests add.</summary>
    public const string Password = "drei kleine Schweine";

    /// <summary>Adds a user that has chosen its password.</summary>
    public static async Task AddUserAsync(CloudUnderTest cloud, string name, PortalRole role, params string[] branches)
    {
        var keeper = cloud.Services.GetRequiredService<UserKeeper>();
        await keeper.AddAsync(
            "operator:test", new ChangeUser(name, name, null, role, branches, Language.German, false), Password, default);
        await keeper.ChoosePasswordAsync("user:" + name, name, Password, null, default);
    }

    /// <summary>Fills in the log in.</summary>
    public Task<HttpResponseMessage> LogInAsync(string name, string password, string to = "/portal") => SendAsync(
        $"/portal/login?to={Uri.EscapeDataString(to)}", "/portal/login",
        ("name", name), ("password", password), ("to", to));

    /// <summary>A page's HTML; the answer must be 200.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await _http.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Reads the page a form stands on, and sends the form with the page's proof.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string page, string action, params (string Name, string Value)[] fields)
    {
        using var shown = await _http.GetAsync(page);
        var proof = Proof().Match(await shown.Content.ReadAsStringAsync()).Groups[1].Value;
        return await PostAsync(action, [("_proof", proof), .. fields]);
    }

    /// <summary>Sends fields as they are.</summary>
    public Task<HttpResponseMessage> PostAsync(string action, params (string Name, string Value)[] fields) =>
        _http.PostAsync(
            action, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("name=\"_proof\" value=\"([^\"]+)\"")]
    private static partial Regex Proof();
}
