using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrderConnector.Browser.Tests.Browsing;
using OrderConnector.Browser.Tests.Portals;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Browser.Tests.Alarms;

/// <summary>
/// Nobody collects an order: a mail arrives at a real mail server, its link is followed in a browser, whoever presses
/// the button there ends the calling, and an all-clear tells that the order went on.
/// </summary>
[Collection(InChromium.Name)]
public sealed partial class CallingPeopleByMail(Chromium chromium) : IDisposable
{
    private const string Kitchen = "kueche@example.com";
    private const string Owner = "inhaber@example.com";

    private static readonly string[] s_levels = ["2", "3", "4", "5"];

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(5));

    [ChromiumAndMailFact]
    public async Task The_link_in_the_mail_stops_the_calling_and_the_collected_order_brings_an_all_clear()
    {
        await using var mail = await MailServer.StartNewAsync(_limit.Token);
        await using var estate = await PrepareAsync(mail);
        var agent = await estate.EnrolAgentAsync(Estate.Berlin, _limit.Token);
        using var shop = estate.Shop();
        var order = await shop.PostOrderAsync(OrderPaper.Write("WS-1001", Estate.Berlin), _limit.Token);
        var other = await shop.PostOrderAsync(OrderPaper.Write("HH-1002", Estate.Hamburg), _limit.Token);

        var alarm = await mail.WaitForAsync(m => m.Recipient == Kitchen && Tells(m, order), _limit.Token);
        Assert.DoesNotContain("Erika", alarm.Text, StringComparison.Ordinal);
        await using var phone = await chromium.OpenAsync(estate.Url, new Look("de", true, Screen.Phone));
        await phone.Page.GotoAsync(LinkIn(alarm));
        await AcknowledgeAsync(phone);

        // The other branch's incident began at the same time and nobody took it over: level after level is called.
        // What was on its way for this one while the button was pressed has arrived by the first of them.
        var calls = Calls(mail, other);
        await UntilAsync(() => Task.FromResult(Calls(mail, other) > calls));
        var before = Calls(mail, order);
        await UntilAsync(() => Task.FromResult(Calls(mail, other) > calls + 1));
        Assert.Equal(before, Calls(mail, order));

        agent.Start();
        var clear = await mail.WaitForAsync(
            m => m.Recipient == Kitchen && m.Subject.Contains("Entwarnung", StringComparison.Ordinal), _limit.Token);
        Assert.True(Tells(clear, order), clear.Text);
        Assert.Equal(Estate.SenderAddress, clear.From);
        Assert.Empty(phone.TakeOffences());
    }

    [ChromiumAndMailFact]
    public async Task A_mail_server_that_is_down_delays_the_mail_and_loses_none()
    {
        await using var mail = await MailServer.StartNewAsync(_limit.Token);
        await using var estate = await PrepareAsync(mail);
        await mail.StopAsync();
        using var shop = estate.Shop();
        var order = await shop.PostOrderAsync(OrderPaper.Write("WS-1001", Estate.Berlin), _limit.Token);
        await using var window = await estate.OpenAsync(chromium, Estate.Administrator);
        await UntilAsync(async () =>
        {
            await window.Page.GotoAsync("/portal/incidents");
            return await window.Page.Locator("main a[href^='/portal/incidents/']").CountAsync() > 0;
        });

        await mail.StartAsync(_limit.Token);

        await mail.WaitForAsync(m => m.Recipient == Kitchen && Tells(m, order), _limit.Token);
    }

    public void Dispose() => _limit.Dispose();

    // What takes minutes at work takes seconds here: an order is late after ten, the next level hears after ten more.
    private async Task<Estate> PrepareAsync(MailServer mail)
    {
        var estate = await Estate.PrepareAsync(_limit.Token);
        estate.UseMail(mail);
        await estate.Cloud.AdminAsync(_limit.Token, "channel", "set", Estate.Webshop, "--overdue-after", "10s");
        await Task.WhenAll(PrepareAsync(estate, Estate.Berlin), PrepareAsync(estate, Estate.Hamburg));
        await estate.Cloud.StartAsync(_limit.Token);
        return estate;
    }

    private async Task PrepareAsync(Estate estate, string branch)
    {
        await estate.Cloud.AdminAsync(
            _limit.Token, "branch", "alerts", branch, "--escalate-after", "10s", "--agent-silent-after", "12h");
        foreach (var (level, address) in ((string, string)[])[("1", Kitchen), .. s_levels.Select(l => (l, Owner))])
        {
            await estate.Cloud.AdminAsync(
                _limit.Token, "contact", "add", branch, "--name", "Stufe " + level, "--level", level, "--mail", address);
        }
    }

    // How often somebody above the kitchen was called for an order.
    private static int Calls(MailServer mail, ShopAnswer order) =>
        mail.Read().Count(m => m.Recipient == Owner && Tells(m, order));

    // A link that acts when it is opened would be followed by mail scanners: the page asks first.
    private static async Task AcknowledgeAsync(BrowserWindow phone)
    {
        var button = phone.Page.Locator("main form button");
        await Assertions.Expect(button).ToHaveCountAsync(1);
        Assert.Empty(await phone.FindBarriersAsync());
        Assert.Empty(await phone.FindOverflowAsync());
        await phone.PictureAsync("acknowledge-" + "de-dark-phone");
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveCountAsync(0);
        await phone.PictureAsync("acknowledged-" + "de-dark-phone");
    }

    private static bool Tells(ReceivedMail mail, ShopAnswer order) => mail.Text.Contains(
        order.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        && mail.Text.Contains(order.Body.GetProperty("branchId").GetString()!, StringComparison.Ordinal);

    private static string LinkIn(ReceivedMail mail) => Link().Match(mail.Text) is { Success: true } found
        ? found.Value
        : throw new InvalidOperationException("The mail has no link to take over: " + mail.Text);

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(200, _limit.Token);
        }
    }

    [GeneratedRegex(@"http://\S+/a/\S+")]
    private static partial Regex Link();
}
