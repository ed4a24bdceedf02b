using System.Globalization;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Process.Tests.Mailing;

/// <summary>
/// The whole way with real parts: an order nobody collects, a mail server that is dead, a cloud process that is killed,
/// and one mail that arrives all the same.
/// </summary>
public sealed class OverdueOrdersAreMailed : IDisposable
{
    private const string Branch = "mitte";
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _limit.Dispose();
        _folder.Dispose();
    }

    [MailServerFact]
    public async Task A_mail_arrives_once_the_server_is_back_and_once_only_whatever_was_killed()
    {
        await using var mails = await MailServer.StartNewAsync(_limit.Token);
        await mails.StopAsync();
        await using var cloud = Cloud(mails);
        await cloud.AdminAsync(_limit.Token, "branch", "add", Branch, "--name", "Mitte");
        var key = await cloud.AdminAsync(_limit.Token, "channel", "add", "webshop", "--branch", Branch);
        await cloud.AdminAsync(_limit.Token, "channel", "set", "webshop", "--overdue-after", "10s");
        await cloud.AdminAsync(
            _limit.Token, "contact", "add", Branch, "--name", "Küche", "--mail", "kueche@example.com");
        await cloud.StartAsync(_limit.Token);
        using var shop = new ShopClient(cloud.Url, key);
        var order = await PostAsync(shop, "WEB-1");

        await SaidAsync(cloud, "failed at try");
        await cloud.KillAsync(_limit.Token);
        await cloud.StartAsync(_limit.Token);
        await mails.StartAsync(_limit.Token);

        var raised = await mails.WaitForAsync(mail => mail.Recipient == "kueche@example.com", _limit.Token);
        Assert.Equal("[Mitte] 1 Bestellung nicht abgeholt", raised.Subject);
        Assert.Contains(order.Number.ToString(CultureInfo.InvariantCulture), raised.Text, StringComparison.Ordinal);
        Assert.Contains("WEB-1", raised.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Eva", raised.Text, StringComparison.Ordinal);
        await ShowsAButtonAsync(raised.Text);
        Assert.Equal("queued", (await shop.GetAsync($"/api/v1/orders/{order.Id}", _limit.Token)).State);

        await shop.PostAsync($"/api/v1/orders/{order.Id}/cancel", """{"reason":"too late"}"""u8.ToArray(), _limit.Token);
        var over = await mails.WaitForAsync(
            mail => mail.Subject == "[Mitte] Entwarnung: 1 Bestellung nicht abgeholt", _limit.Token);
        Assert.Contains("storniert um", over.Text, StringComparison.Ordinal);
        Assert.Equal(raised.Header("References"), over.Header("References"));
        Assert.Equal(2, mails.Read().Count);
        var log = await File.ReadAllTextAsync(cloud.LogFile, _limit.Token);
        Assert.DoesNotContain(mails.Password, log, StringComparison.Ordinal);
        Assert.DoesNotContain("kueche@example.com", log, StringComparison.Ordinal);
    }

    private CloudProcess Cloud(MailServer mails)
    {
        var port = mails.Port.ToString(CultureInfo.InvariantCulture);
        var cloud = new CloudProcess(
            _folder["cloud"], _folder["cloud.log"],
            "--set", "Alerting:LookPause=00:00:01", "--set", "Alerting:CalmTime=00:00:01",
            "--set", "Alerting:PublicUrl=http://127.0.0.1:9999",
            "--set", $"Alerting:Smtp:Host={MailServer.Host}", "--set", $"Alerting:Smtp:Port={port}",
            "--set", $"Alerting:Smtp:User={MailServer.User}", "--set", "Alerting:Smtp:From=alarm@example.com")
        {
            Environment = new Dictionary<string, string>
            {
                // Trusted by the machine, as an operator's own authority would be; the password is no argument, which
                // every user of the machine could read.
                ["SSL_CERT_FILE"] = mails.CertificateFile,
                ["Alerting__Smtp__Password"] = mails.Password,
            },
        };
        _url = cloud.Url;
        return cloud;
    }

    private Uri _url = null!;

    private async Task<ShopAnswer> PostAsync(ShopClient shop, string externalId) => await shop.PostOrderAsync(
        DayOrders.Document(
            externalId, Branch, TimeProvider.System.GetUtcNow(), "prepaid", "pickup",
            DayOrders.Line("item", "Pizza", 1, 9.90m, 7)),
        _limit.Token);

    private async Task ShowsAButtonAsync(string text)
    {
        var link = text.Split('\n').Single(line => line.Contains("/a/", StringComparison.Ordinal)).Trim();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        var page = await http.GetStringAsync(new Uri(_url, new Uri(link).AbsolutePath), _limit.Token);
        Assert.Contains("<button class=\"main\">", page, StringComparison.Ordinal);
    }

    private async Task SaidAsync(CloudProcess cloud, string words)
    {
        while (!(await File.ReadAllTextAsync(cloud.LogFile, _limit.Token)).Contains(words, StringComparison.Ordinal))
        {
            await Task.Delay(100, _limit.Token);
        }
    }
}
