using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Access;

/// <summary>What people are told of a password that is not good enough.</summary>
public static class PasswordTexts
{
    private static readonly Text s_tooShort = new(
        "Das Passwort hat weniger als 12 Zeichen.", "The password has fewer than 12 characters.");

    private static readonly Text s_tooLong = new(
        "Das Passwort hat mehr als 200 Zeichen.", "The password has more than 200 characters.");

    private static readonly Text s_holdsName = new(
        "Das Passwort enthält den Benutzernamen.", "The password holds the user's name.");

    private static readonly Text s_easy = new(
        "Das Passwort ist leicht zu erraten.", "The password is easy to guess.");

    /// <summary>One fault in words.</summary>
    public static Text Of(PasswordFault fault) => fault switch
    {
        PasswordFault.TooShort => s_tooShort,
        PasswordFault.TooLong => s_tooLong,
        PasswordFault.HoldsName => s_holdsName,
        PasswordFault.EasyToGuess => s_easy,
    };
}
