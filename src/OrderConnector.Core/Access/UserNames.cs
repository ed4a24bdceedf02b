using System.Buffers;

namespace OrderConnector.Core.Access;

/// <summary>How users of the portal are named: 1 to 40 of a-z 0-9 . _ -</summary>
public static class UserNames
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 40;

    private static readonly SearchValues<char> s_characters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Whether a text may be a user's name.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && name.AsSpan().IndexOfAnyExcept(s_characters) < 0;

    /// <summary>What somebody typed, as names and addresses are stored: without blanks around, in lower case.</summary>
    public static string Normalize(string typed) => typed.Trim().ToLowerInvariant();
}
