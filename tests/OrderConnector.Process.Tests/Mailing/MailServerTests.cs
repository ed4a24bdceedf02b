using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Process.Tests.Mailing;

/// <summary>The mail server that other tests rely on takes, refuses and keeps mail as the ones at work do.</summary>
public sealed class MailServerTests : IDisposable
{
    private const string Subject =
        "Überfällig: drei Bestellungen in Berlin-Mitte warten länger als 5 Minuten – bitte in der Küche nachsehen";

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));

    [MailServerFact]
    public async Task A_mail_to_two_people_reaches_both_with_every_letter_in_place()
    {
        await using var server = await MailServer.StartNewAsync(_limit.Token);
        server.TrustInThisProcess();
        using var mail = Write("chef@example.com", "vertretung@example.com");
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(
            "<p>Grüße aus der Küche, 12,50 €</p>", mail.BodyEncoding, MediaTypeNames.Text.Html));

        await SendAsync(server, mail);

        var first = await server.WaitForAsync(m => m.Recipient == "chef@example.com", _limit.Token);
        var second = await server.WaitForAsync(m => m.Recipient == "vertretung@example.com", _limit.Token);
        Assert.Equal(Subject, first.Subject);
        Assert.Equal("alerts@example.org", first.From);
        Assert.Equal("Bestellung 40000017 wartet: 12,50 €\n", first.Text.ReplaceLineEndings("\n"));
        Assert.Equal("<p>Grüße aus der Küche, 12,50 €</p>", first.Html);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(2, server.Read().Count);
    }

    [MailServerFact]
    public async Task Stopped_it_refuses_and_started_again_it_takes_mail_at_the_same_place()
    {
        await using var server = await MailServer.StartNewAsync(_limit.Token);
        server.TrustInThisProcess();
        using var mail = Write("chef@example.com");
        await server.StopAsync();

        await Assert.ThrowsAsync<SmtpException>(() => SendAsync(server, mail));
        Assert.Empty(server.Read());

        await server.StartAsync(_limit.Token);
        await SendAsync(server, mail);
        await server.WaitForAsync(m => m.Subject == Subject, _limit.Token);
    }

    [MailServerFact]
    public async Task Nobody_gets_in_with_a_wrong_password_or_without_encryption()
    {
        await using var server = await MailServer.StartNewAsync(_limit.Token);
        server.TrustInThisProcess();
        using var mail = Write("chef@example.com");

        // After a login that failed this client goes on without one, and is refused at the first recipient.
        var wrong = await Assert.ThrowsAsync<SmtpException>(() => SendAsync(server, mail, password: "guessed"));
        var plain = await Assert.ThrowsAsync<SmtpException>(() => SendAsync(server, mail, encrypted: false));

        Assert.Equal(SmtpStatusCode.MustIssueStartTlsFirst, wrong.StatusCode);
        Assert.Equal(SmtpStatusCode.MustIssueStartTlsFirst, plain.StatusCode);
        Assert.Empty(server.Read());
    }

    [MailServerFact]
    public async Task A_client_that_was_not_told_to_trust_it_does_not()
    {
        await using var server = await MailServer.StartNewAsync(_limit.Token);
        using var mail = Write("chef@example.com");

        var untrusted = await Assert.ThrowsAsync<SmtpException>(() => SendAsync(server, mail));

        Assert.IsType<System.Security.Authentication.AuthenticationException>(untrusted.InnerException);
    }

    [MailServerFact]
    public async Task A_recipient_is_refused_for_now_or_for_good_until_everybody_is_welcome_again()
    {
        await using var server = await MailServer.StartNewAsync(_limit.Token);
        server.TrustInThisProcess();
        using var gone = Write("gone@example.com");
        using var full = Write("full@example.com");
        server.Refuse("gone@example.com");
        server.Refuse("full@example.com", "452 4.2.2 The mailbox is full");

        var never = await Assert.ThrowsAsync<SmtpFailedRecipientException>(() => SendAsync(server, gone));
        var later = await Assert.ThrowsAsync<SmtpFailedRecipientException>(() => SendAsync(server, full));
        server.RefuseNobody();
        await SendAsync(server, gone);

        Assert.Equal(SmtpStatusCode.MailboxUnavailable, never.StatusCode);
        Assert.Equal(SmtpStatusCode.InsufficientStorage, later.StatusCode);
        Assert.Equal("gone@example.com", (await server.WaitForAsync(_ => true, _limit.Token)).Recipient);
    }

    public void Dispose() => _limit.Dispose();

    private async Task SendAsync(MailServer server, MailMessage mail, string? password = null, bool encrypted = true)
    {
        using var client = new SmtpClient(MailServer.Host, server.Port)
        {
            EnableSsl = encrypted,
            Credentials = new NetworkCredential(MailServer.User, password ?? server.Password),
        };
        await client.SendMailAsync(mail, _limit.Token);
    }

    private static MailMessage Write(params string[] recipients) => new(
        "alerts@example.org", string.Join(',', recipients), Subject, "Bestellung 40000017 wartet: 12,50 €\n");
}
