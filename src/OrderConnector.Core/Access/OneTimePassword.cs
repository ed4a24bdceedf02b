namespace OrderConnector.Core.Access;

/// <summary>A password somebody is given once and changes at the first log in.</summary>
public static class OneTimePassword
{
    /// <summary>Random bytes it takes.</summary>
    public const int RandomLength = 20;

    private const int GroupLength = 5;

    // No l, o, 0, 1: it is read aloud and typed off. 32 signs, so that each is as likely as any other.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>100 random bits as four groups of five characters.</summary>
    public static string From(ReadOnlySpan<byte> random)
    {
        if (random.Length != RandomLength)
        {
            throw new ArgumentException("A password takes 20 random bytes.", nameof(random));
        }

        var signs = random.ToArray().Select(value => Alphabet[value % Alphabet.Length]);
        return string.Join('-', signs.Chunk(GroupLength).Select(group => new string(group)));
    }
}
