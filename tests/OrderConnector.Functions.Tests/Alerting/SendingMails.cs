using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Alerting;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Alerting;

/// <summary>Against a real mail server with STARTTLS and login.</summary>
public sealed class SendingMails
{
    private static readonly NoticeView s_notice = new(
        "n1", NoticeKind.Raised, Language.German, "mitte", "Grüne Mitte", "Europe/Berlin",
        new NoticeIncident(
            "i1", AlertKind.AgentSilent, DateTimeOffset.UnixEpoch, null, null, null, 0, [], null, null),
        DateTimeOffset.UnixEpoch, "https://o.example/portal/incidents/i1", "https://o.example/a/token");

    [MailServerFact]
    public async Task A_mail_goes_out_encrypted_and_logged_in_and_is_known_by_its_id()
    {
        await using var server = await MailServer.StartNewAsync();
        server.TrustInThisProcess();

        var outcome = await SendAsync(server);

        Assert.Equal(new NotifyOutcome(NotifyResult.Sent), outcome);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var mail = await server.WaitForAsync(_ => true, patience.Token);
        Assert.Equal("kitchen@example.com", mail.Recipient);
        Assert.Equal("[Grüne Mitte] Filiale meldet sich nicht", mail.Subject);
        Assert.Equal(("<n1@example.com>", "<i1@example.com>"), (mail.Header("Message-ID"), mail.Header("References")));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Contains("https://o.example/a/token", mail.Text, StringComparison.Ordinal);
    }

    [MailServerFact]
    public async Task What_goes_wrong_is_told_in_plain_words_without_the_password()
    {
        await using var server = await MailServer.StartNewAsync();
        server.TrustInThisProcess();
        server.Refuse("kitchen@example.com");
        var refused = await SendAsync(server);
        server.RefuseNobody();
        var wrong = await SendAsync(server, password: "not-the-password");
        await server.StopAsync();
        var away = await SendAsync(server);

        Assert.Equal(NotifyResult.Failed, refused.Result);
        Assert.Contains("550", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(NotifyResult.Unavailable, wrong.Result);
        Assert.Contains("530", wrong.Detail, StringComparison.Ordinal);
        Assert.Equal(NotifyResult.Unavailable, away.Result);
        Assert.Contains("ConnectionRefused", away.Detail, StringComparison.Ordinal);
        Assert.All([refused, wrong, away], one =>
            Assert.DoesNotContain("not-the-password", one.Detail!, StringComparison.Ordinal));
        Assert.Empty(server.Read());
    }

    // 454, 530, 535: login; 421: it closes. What answers one mail says nothing about the next one.
    [Theory]
    [InlineData("NONE", "", NotifyResult.Sent)]
    [InlineData("MAIL", "552 too much", NotifyResult.Failed)]
    [InlineData("MAIL", "530 log in", NotifyResult.Unavailable)]
    [InlineData("MAIL", "454 not now", NotifyResult.Unavailable)]
    [InlineData("MAIL", "421 closing", NotifyResult.Unavailable)]
    [InlineData("RCPT", "451 greylisted", NotifyResult.Failed)]
    [InlineData("DATA", "554 no", NotifyResult.Failed)]
    [InlineData(".", "554 spam", NotifyResult.Failed)]
    [InlineData("HELLO", "421 busy", NotifyResult.Unavailable)]
    [InlineData("EHLO", "drop", NotifyResult.Unavailable)]
    [InlineData("DATA", "drop", NotifyResult.Unavailable)]
    public async Task A_fault_of_one_mail_is_told_from_a_server_that_is_away(
        string command, string answer, NotifyResult result)
    {
        await using var server = new ScriptedMailServer(command, answer);

        var outcome = await SendAsync(server.Port, "kitchen@example.com");

        Assert.True(result == outcome.Result, outcome.ToString());
    }

    [Fact]
    public async Task An_address_no_mail_can_be_sent_to_is_refused_without_asking_the_server()
    {
        var outcome = await SendAsync(port: 1, "küche@example.com");

        Assert.Equal(NotifyResult.Refused, outcome.Result);
        Assert.Contains("correct the contact", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_server_the_key_to_set_is_named()
    {
        var outcome = await new SmtpNotifier(new AlertingOptions(), TimeProvider.System)
            .NotifyAsync(s_notice, new NotifyTarget("kitchen@example.com", "Küche", null), default);

        Assert.Equal(NotifyResult.Unavailable, outcome.Result);
        Assert.Contains("Alerting:Smtp:Host", outcome.Detail, StringComparison.Ordinal);
    }

    private static Task<NotifyOutcome> SendAsync(int port, string address) =>
        new SmtpNotifier(
            new AlertingOptions
            {
                Smtp = new SmtpOptions { Host = "127.0.0.1", Port = port, StartTls = false, From = "alarm@example.com" },
            },
            TimeProvider.System)
        .NotifyAsync(s_notice, new NotifyTarget(address, "Küche", null), default);

    private static Task<NotifyOutcome> SendAsync(MailServer server, string? password = null) =>
        new SmtpNotifier(
            new AlertingOptions
            {
                Smtp = new SmtpOptions
                {
                    Host = MailServer.Host, Port = server.Port, User = MailServer.User,
                    Password = password ?? server.Password, From = "alarm@example.com",
                },
            },
            TimeProvider.System)
        .NotifyAsync(s_notice, new NotifyTarget("kitchen@example.com", "Küche", null), default);
}
