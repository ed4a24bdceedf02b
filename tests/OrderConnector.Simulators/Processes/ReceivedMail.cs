using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.RegularExpressions;

namespace OrderConnector.Simulators.Processes;

/// <summary>A mail as it lies in the mailbox, decoded.</summary>
/// <param name="Recipient">Whom it was delivered to (the envelope).</param>
/// <param name="Headers">Name and decoded value, in their order.</param>
/// <param name="Parts">The texts it carries, in their order.</param>
public sealed partial record ReceivedMail(
    string Recipient, IReadOnlyList<KeyValuePair<string, string>> Headers, IReadOnlyList<MailPart> Parts)
{
    public string From => new MailAddress(Header("From") ?? "").Address;

    public string Subject => Header("Subject") ?? "";

    /// <summary>The plain text; empty where there is none.</summary>
    public string Text => Parts.FirstOrDefault(part => part.MediaType == "text/plain")?.Text ?? "";

    /// <summary>The HTML text; null where there is none.</summary>
    public string? Html => Parts.FirstOrDefault(part => part.MediaType == "text/html")?.Text;

    /// <summary>The value of a header; null where it is not there.</summary>
    public string? Header(string name) => Headers
        .FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Reads a message as the mail server stored it (RFC 5322, MIME).</summary>
    internal static ReceivedMail Parse(byte[] message)
    {
        // One byte, one char: what the bytes mean is told by each part's own header.
        var (headers, body) = Split(Encoding.Latin1.GetString(message));
        var decoded = headers.Select(header => KeyValuePair.Create(header.Key, DecodeWords(header.Value))).ToList();
        var recipient = decoded.Single(header => header.Key == "Envelope-to").Value;
        return new ReceivedMail(recipient, decoded, [.. ReadParts(headers, body)]);
    }

    private static IEnumerable<MailPart> ReadParts(List<KeyValuePair<string, string>> headers, string body)
    {
        var type = new ContentType(Find(headers, "Content-Type") ?? "text/plain; charset=us-ascii");
        if (type.Boundary is not { Length: > 0 } boundary)
        {
            return [new MailPart(type.MediaType, Decode(Find(headers, "Content-Transfer-Encoding"), body, type.CharSet))];
        }

        var pieces = ("\n" + body).Split("\n--" + boundary);
        return pieces.Skip(1).Where(piece => !piece.StartsWith("--", StringComparison.Ordinal)).SelectMany(piece =>
        {
            var (inner, text) = Split(piece.TrimStart('\n'));
            return ReadParts(inner, text);
        });
    }

    private static (List<KeyValuePair<string, string>> Headers, string Body) Split(string message)
    {
        var text = message.Replace("\r\n", "\n", StringComparison.Ordinal);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = Folded().Replace(end < 0 ? text : text[..end], " ");
        var headers = head.Split('\n').Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line =>
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            return KeyValuePair.Create(line[..colon], line[(colon + 1)..].Trim());
        });
        return ([.. headers], end < 0 ? "" : text[(end + 2)..]);
    }

    private static string? Find(List<KeyValuePair<string, string>> headers, string name) => headers
        .FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string Decode(string? encoding, string body, string? charset)
    {
        var bytes = encoding?.ToUpperInvariant() switch
        {
            "BASE64" => Convert.FromBase64String(body),
            "QUOTED-PRINTABLE" => DecodeQuoted(body.Replace("=\n", "", StringComparison.Ordinal)),
            null or "7BIT" or "8BIT" or "BINARY" => Encoding.Latin1.GetBytes(body),
            _ => throw new FormatException($"A transfer encoding that is none: {encoding}"),
        };
        return Encoding.GetEncoding(charset ?? "us-ascii").GetString(bytes);
    }

    // RFC 2047: white space between two encoded words is not part of the text.
    private static string DecodeWords(string value) => EncodedWord().Replace(
        BetweenWords().Replace(value, "?=$1"),
        word => Encoding.GetEncoding(word.Groups["charset"].Value).GetString(
            word.Groups["how"].Value is "B" or "b"
                ? Convert.FromBase64String(word.Groups["text"].Value)
                : DecodeQuoted(word.Groups["text"].Value.Replace('_', ' '))));

    private static byte[] DecodeQuoted(string text) => Encoding.Latin1.GetBytes(QuotedByte().Replace(
        text, hex => ((char)byte.Parse(hex.Groups["hex"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .ToString()));

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"\?=\s+(=\?)")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?(?<charset>[^?*]+)(\*[^?]*)?\?(?<how>[BbQq])\?(?<text>[^?]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex("=(?<hex>[0-9A-Fa-f]{2})")]
    private static partial Regex QuotedByte();
}

/// <summary>One text of a mail.</summary>
/// <param name="MediaType">"text/plain" or "text/html".</param>
/// <param name="Text">Decoded.</param>
public sealed record MailPart(string MediaType, string Text);
