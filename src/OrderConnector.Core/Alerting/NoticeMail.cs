using System.Globalization;
using System.Text;

namespace OrderConnector.Core.Alerting;

/// <summary>A notice as a mail of plain text, which every mail program and every watch shows.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Lines ended by line feeds.</param>
public sealed record NoticeMail(string Subject, string Body)
{
    /// <summary>Writes the mail of a notice.</summary>
    public static NoticeMail Write(NoticeView notice)
    {
        var words = NoticeWords.Of(notice);
        return new NoticeMail($"[{OneLine(notice.BranchName)}] {Title(notice, words)}", WriteBody(notice, words));
    }

    private static string Title(NoticeView notice, NoticeWords words) => notice.Incident is not { } incident
        ? words.Say("Testnachricht", "Test message")
        : notice.Kind switch
        {
            NoticeKind.AllClear => words.Say("Entwarnung: ", "All clear: "),
            NoticeKind.Grown => words.Say("Mehr geworden: ", "Grown: "),
            NoticeKind.Escalated => words.Say("Niemand hat reagiert: ", "Nobody has reacted: "),
            NoticeKind.Raised or NoticeKind.Test => "",
        }
        + words.Headline(incident.Kind, incident.Count);

    private static string WriteBody(NoticeView notice, NoticeWords words)
    {
        var body = new StringBuilder();
        Line(body, $"{words.Say("Filiale", "Branch")}: {OneLine(notice.BranchName)} ({notice.BranchId})");
        if (notice.Incident is not { } incident)
        {
            Line(body, words.Say(
                "Dies ist ein Test: Alarme dieser Filiale erreichen Sie.",
                "This is a test: alerts of this branch reach you."));
            return body.ToString();
        }

        Line(body, $"{words.Say("Seit", "Since")}: {words.Time(incident.OpenedAt)}");
        if (incident.ClosedAt is { } closed)
        {
            Line(body, $"{words.Say("Beendet", "Ended")}: {words.Time(closed)}");
        }

        if (incident is { AcknowledgedBy: { } by, AcknowledgedAt: { } at })
        {
            Line(body, words.Say($"Übernommen: {by}, {words.Time(at)}", $"Taken over: {by}, {words.Time(at)}"));
        }

        Line(body, "");
        Line(body, notice.Kind == NoticeKind.AllClear
            ? words.Say("Alles wieder in Ordnung.", "All is well again.")
            : words.Advice(incident));
        Write(body, incident, words);
        Line(body, "");
        if (notice.AcknowledgeUrl is { } acknowledge)
        {
            Line(body, words.Say("Ich kümmere mich darum:", "I take care of it:"));
            Line(body, acknowledge);
        }

        if (notice.IncidentUrl is { } page)
        {
            Line(body, words.Say("Einzelheiten im Portal:", "Details in the portal:"));
            Line(body, page);
        }

        return body.ToString();
    }

    private static void Write(StringBuilder body, NoticeIncident incident, NoticeWords words)
    {
        if (incident.Orders.Count == 0)
        {
            return;
        }

        Line(body, "");
        foreach (var order in incident.Orders)
        {
            Line(body, string.Create(
                CultureInfo.InvariantCulture,
                $"{order.Number}  {words.Money(order.TotalCents)}  {order.Channel} {OneLine(order.ExternalId)}"));
            Line(body, $"    {words.Say("wartet seit", "waiting since")} {words.Time(order.Since)}, "
                + words.Outcome(incident.Kind, order));
        }

        if (incident.Count > incident.Orders.Count)
        {
            Line(body, words.Say("und weitere: ", "and more: ")
                + words.Orders(incident.Count - incident.Orders.Count));
        }

        foreach (var kind in incident.Orders.Where(order => order.Outcome is null)
            .Select(order => order.ChannelKind).Distinct(StringComparer.Ordinal))
        {
            if (PlatformLimit.Find(kind) is { } platform)
            {
                var limit = platform.Limit.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture);
                Line(body, words.Say(
                    $"Frist der Plattform ({kind}): nach {limit} min {platform.German}.",
                    $"The platform's limit ({kind}): after {limit} min it {platform.English}."));
            }
        }
    }

    private static void Line(StringBuilder body, string text) => body.Append(text).Append('\n');

    // Names and ids come from shops and people: a line of theirs must not look like one of ours.
    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
