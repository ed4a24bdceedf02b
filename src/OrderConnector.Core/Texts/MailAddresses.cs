namespace OrderConnector.Core.Texts;

/// <summary>What may be a mail address; only a mail that arrives proves more.</summary>
public static class MailAddresses
{
    private const string Special = ",;<>\"()[]\\:";

    // RFC 5321, 4.5.3.1.3: a path is 256 characters, its angle brackets included.
    private const int Longest = 254;

    /// <summary>
    /// Whether a text is one address. What ends a header or an address, or begins a second one, must not reach a mail
    /// server.
    /// </summary>
    public static bool IsValid(string address)
    {
        var at = address.LastIndexOf('@');
        return address.Length <= Longest && at > 0 && at < address.Length - 1
            && address.IndexOf('@', StringComparison.Ordinal) == at
            && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || Special.Contains(c))
            && Uri.CheckHostName(address[(at + 1)..]) is UriHostNameType.Dns;
    }

    /// <summary>
    /// Whether mail can be sent to it: without RFC 6531, which servers need not know, what stands before the "@" is
    /// ASCII. A domain may have any letters.
    /// </summary>
    public static bool IsAsciiBeforeAt(string address) => address[..address.LastIndexOf('@')].All(char.IsAscii);
}
