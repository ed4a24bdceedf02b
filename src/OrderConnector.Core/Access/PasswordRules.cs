namespace OrderConnector.Core.Access;

/// <summary>What a password must be: long; nothing else makes one strong.</summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>Most characters; a longer one would only cost time.</summary>
    public const int MaxLength = 200;

    private const int FewestDifferent = 5;

    // Whoever guesses begins with these, whatever stands around them.
    private static readonly string[] s_guessed =
        ["passwor", "kennwort", "orderconnector", "qwert", "12345678", "87654321", "abcdefgh", "administrator"];

    /// <summary>Everything that is wrong with a password; empty where nothing is.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="userName">Whose it is.</param>
    public static IReadOnlyList<PasswordFault> Check(string password, string userName)
    {
        var faults = new List<PasswordFault>();
        if (password.Length < MinLength)
        {
            faults.Add(PasswordFault.TooShort);
        }

        if (password.Length > MaxLength)
        {
            faults.Add(PasswordFault.TooLong);
        }

        // A name of two letters is part of many a good password.
        if (userName.Length > 2 && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(PasswordFault.HoldsName);
        }

        if (password.Distinct().Count() < FewestDifferent
            || s_guessed.Any(part => password.Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            faults.Add(PasswordFault.EasyToGuess);
        }

        return faults;
    }
}

/// <summary>What can be wrong with a password.</summary>
public enum PasswordFault
{
    /// <summary>Fewer than 12 characters.</summary>
    TooShort,

    /// <summary>More than 200 characters.</summary>
    TooLong,

    /// <summary>The user's name is part of it.</summary>
    HoldsName,

    /// <summary>Fewer than 5 different characters, or a word every guesser tries.</summary>
    EasyToGuess,
}
