namespace OrderConnector.Core.Agents;

/// <summary>How a member of staff stands in the records: "staff:" and a name of 1 to 40 of A-Z a-z 0-9 . _ -</summary>
public static class StaffActor
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 40;

    /// <summary>What stands before the name.</summary>
    public const string Prefix = "staff:";

    /// <summary>Whether a text names a member of staff.</summary>
    public static bool IsValid(string? actor) =>
        actor is not null && actor.StartsWith(Prefix, StringComparison.Ordinal)
        && actor.Length > Prefix.Length && actor.Length <= Prefix.Length + NameLength
        && actor.AsSpan(Prefix.Length).IndexOfAnyExcept(s_characters) < 0;

    /// <summary>A login name as an actor; what does not fit becomes "-".</summary>
    public static string Of(string login)
    {
        var name = new string([.. login.Select(c => s_characters.Contains(c) ? c : '-').Take(NameLength)]);
        return Prefix + (name.Length == 0 ? "unknown" : name);
    }

    private static readonly System.Buffers.SearchValues<char> s_characters = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
}
