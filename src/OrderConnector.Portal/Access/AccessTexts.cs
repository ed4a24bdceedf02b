using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Access;

/// <summary>Texts of log in, profile and refusals.</summary>
public static class AccessTexts
{
    public static readonly Text LogIn = new("Anmelden", "Log in");
    public static readonly Text NameOrEmail = new("Benutzername oder E-Mail-Adresse", "User name or e-mail address");
    public static readonly Text Password = new("Passwort", "Password");
    public static readonly Text LogInRefused = new(
        "Anmeldung nicht möglich: Name oder Passwort stimmt nicht, oder das Konto ist nach zu vielen Versuchen "
        + "für einige Minuten gesperrt.",
        "You were not logged in: name or password is wrong, or the account is locked for some minutes after too many "
        + "attempts.");
    public static readonly Text TooManyLogIns = new(
        "Zu viele Anmeldeversuche von diesem Anschluss. Bitte eine Minute warten.",
        "Too many attempts to log in from this line. Please wait a minute.");

    public static readonly Text Refused = new("Das geht nicht", "This is not possible");
    public static readonly Text NotAllowed = new(
        "Ihre Rolle erlaubt das nicht.", "Your role does not allow this.");
    public static readonly Text FormIsOld = new(
        "Das Formular war zu alt. Bitte die Seite neu laden und noch einmal absenden; es wurde nichts geändert.",
        "The form was too old. Please load the page anew and send it again; nothing was changed.");
    public static readonly Text UnsafeLine = new(
        "Die Verbindung ist nicht verschlüsselt. Das Portal ist nur über https zu benutzen.",
        "The connection is not encrypted. The portal can be used over https only.");
    public static readonly Text Stranger = new(
        "Sie sind beim Anbieter angemeldet, aber hier nicht als Benutzer eingetragen: ",
        "You are logged in at your provider, but are not a user here: ");
    public static readonly Text NotHere = new("Das gibt es hier nicht.", "There is no such thing here.");
    public static readonly Text ToTheStart = new("Zur Übersicht", "To the overview");

    public static readonly Text Profile = new("Mein Konto", "My account");
    public static readonly Text MustChange = new(
        "Ihr Passwort wurde für Sie vergeben. Bitte wählen Sie jetzt ein eigenes.",
        "Your password was given to you. Please choose one of your own now.");
    public static readonly Text ChangePassword = new("Passwort ändern", "Change password");
    public static readonly Text OldPassword = new("Bisheriges Passwort", "Present password");
    public static readonly Text NewPassword = new("Neues Passwort", "New password");
    public static readonly Text NewPasswordAgain = new("Neues Passwort noch einmal", "New password again");
    public static readonly Text PasswordHint = new(
        "Mindestens 12 Zeichen; ein ganzer Satz ist am besten.", "At least 12 characters; a whole sentence is best.");
    public static readonly Text PasswordChanged = new(
        "Das Passwort ist geändert. Andere Geräte wurden abgemeldet.",
        "The password is changed. Other devices were logged out.");
    public static readonly Text OldPasswordWrong = new(
        "Das bisherige Passwort stimmt nicht.", "The present password is wrong.");
    public static readonly Text PasswordsDiffer = new(
        "Die beiden neuen Passwörter sind nicht gleich.", "The two new passwords are not the same.");
    public static readonly Text Language = new("Sprache der Nachrichten", "Language of messages");
    public static readonly Text Save = new("Speichern", "Save");
    public static readonly Text Saved = new("Gespeichert.", "Saved.");
    public static readonly Text Role = new("Rolle", "Role");
    public static readonly Text UserName = new("Benutzername", "User name");
    public static readonly Text OwnBranches = new("Filialen", "Branches");
    public static readonly Text AllBranches = new("alle", "all");
}
