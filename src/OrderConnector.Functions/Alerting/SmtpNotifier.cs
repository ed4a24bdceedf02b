using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;

namespace OrderConnector.Functions.Alerting;

/// <summary>
/// Tells by mail. System.Net.Mail speaks STARTTLS and login, which is all that is needed here; MailKit, which is
/// otherwise to be preferred, cannot be restored everywhere this is built.
/// </summary>
public sealed class SmtpNotifier(AlertingOptions options, TimeProvider clock) : INotifier
{
    /// <inheritdoc />
    public ContactKind Way => ContactKind.Mail;

    /// <inheritdoc />
    public async Task<NotifyOutcome> NotifyAsync(
        NoticeView notice, NotifyTarget target, CancellationToken cancellationToken)
    {
        var smtp = options.Smtp;
        if (string.IsNullOrWhiteSpace(smtp.Host))
        {
            return new NotifyOutcome(
                NotifyResult.Unavailable, $"No mail server is configured ({SmtpOptions.Section}:Host).");
        }

        if (!MailAddresses.IsValid(target.Address) || !MailAddresses.IsAsciiBeforeAt(target.Address))
        {
            return new NotifyOutcome(NotifyResult.Refused, "No mail can be sent to this address: correct the contact.");
        }

        using var patience = new CancellationTokenSource(smtp.Timeout, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            // Disposed, it says QUIT; else the server would wait for more.
            using var client = new SmtpClient(smtp.Host, smtp.Port)
            {
                EnableSsl = smtp.StartTls,
                UseDefaultCredentials = false,
                Credentials = string.IsNullOrEmpty(smtp.User)
                    ? null
                    : new NetworkCredential(smtp.User, smtp.Password),
            };
            using var message = Write(notice, target, smtp.From!);
            await client.SendMailAsync(message, ending.Token);
            return new NotifyOutcome(NotifyResult.Sent);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new NotifyOutcome(
                NotifyResult.Unavailable, $"The mail server {smtp.Host} did not answer within {smtp.Timeout}.");
        }
        catch (SmtpFailedRecipientException refused)
        {
            // Even what sounds final (550) often is a policy somebody mends: it is tried for a day, like the rest.
            return new NotifyOutcome(
                NotifyResult.Failed, $"The mail server refused the recipient ({(int)refused.StatusCode}).");
        }
        catch (FormatException)
        {
            return new NotifyOutcome(NotifyResult.Failed, "No mail can be written to this address.");
        }
        catch (SmtpException refused) when (IsOfThisMail(refused.StatusCode))
        {
            return new NotifyOutcome(
                NotifyResult.Failed, $"The mail server {smtp.Host} refused this mail ({(int)refused.StatusCode}).");
        }
        catch (Exception failure) when (failure is SmtpException or IOException or AuthenticationException
            or SocketException)
        {
            return new NotifyOutcome(NotifyResult.Unavailable, Describe(failure, smtp.Host));
        }
    }

    // RFC 5321, 4.2: an answer to what one mail said. What has no number (no line, no TLS), a server that closes (421)
    // and a login that is missing or wrong (454, 530, 534, 535) hold for every mail alike.
    private static bool IsOfThisMail(SmtpStatusCode status) =>
        (int)status is >= 400 and < 600 and not (421 or 454 or 530 or 534 or 535);

    private static MailMessage Write(NoticeView notice, NotifyTarget target, string from)
    {
        var mail = NoticeMail.Write(notice);
        var sender = new MailAddress(from, "OrderConnector", Encoding.UTF8);
        var message = new MailMessage(sender, new MailAddress(target.Address))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Body,
            BodyEncoding = Encoding.UTF8,
        };
        // The same at each try: a mail that was taken and whose answer was lost is recognised when it comes again.
        message.Headers.Add("Message-ID", $"<{notice.Id}@{sender.Host}>");
        if (notice.Incident is { } incident)
        {
            // Mail programs show all of one incident as one conversation.
            message.Headers.Add("References", $"<{incident.Id}@{sender.Host}>");
        }

        // RFC 3834: no holiday reply, please.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    // What servers answer may repeat what they were sent; only the reason's name and number are kept.
    private static string Describe(Exception failure, string host)
    {
        var cause = failure.GetBaseException();
        var code = failure is SmtpException { StatusCode: var status and not SmtpStatusCode.GeneralFailure }
            ? $" ({(int)status})"
            : "";
        var reason = cause switch
        {
            SocketException socket => socket.SocketErrorCode.ToString(),
            AuthenticationException => "its certificate is not trusted, or TLS failed",
            _ => cause.GetType().Name,
        };
        return code.Length > 0 && cause == failure
            ? $"The mail server {host} refused{code}; 530 and 535 mean user or password."
            : $"The mail server {host} cannot be used{code}: {reason}.";
    }
}
