using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Access;

/// <summary>Texts of the pages about users.</summary>
public static class UserTexts
{
    public static readonly Text Users = new("Benutzer", "Users");
    public static readonly Text Add = new("Benutzer anlegen", "Add a user");
    public static readonly Text Name = new("Benutzername", "User name");
    public static readonly Text NameHint = new(
        "1 bis 40 Zeichen: a-z, 0-9, Punkt, Unterstrich, Bindestrich.",
        "1 to 40 characters: a-z, 0-9, dot, underscore, hyphen.");
    public static readonly Text DisplayName = new("Anzeigename", "Name shown");
    public static readonly Text Email = new("E-Mail-Adresse", "E-mail address");
    public static readonly Text Role = new("Rolle", "Role");
    public static readonly Text Branches = new("Filialen", "Branches");
    public static readonly Text BranchesHint = new(
        "Nur für Filialleitungen; alle anderen sehen alle Filialen.",
        "For managers only; all others see every branch.");
    public static readonly Text AllBranches = new("alle", "all");
    public static readonly Text Language = new("Sprache", "Language");
    public static readonly Text LastLogIn = new("Letzte Anmeldung", "Last log in");
    public static readonly Text State = new("Zustand", "State");
    public static readonly Text Active = new("aktiv", "active");
    public static readonly Text Disabled = new("gesperrt", "disabled");
    public static readonly Text Locked = new("ruht nach Fehlversuchen", "resting after failed attempts");
    public static readonly Text Never = new("noch nie", "never");
    public static readonly Text Save = new("Speichern", "Save");
    public static readonly Text Disable = new("Sperren", "Disable");
    public static readonly Text DisableHint = new(
        "Meldet den Benutzer sofort ab; anmelden kann er sich danach nicht mehr.",
        "Logs the user out at once; it cannot log in afterwards.");
    public static readonly Text Enable = new("Wieder zulassen", "Enable");
    public static readonly Text ResetPassword = new("Neues Einmalpasswort", "New one-time password");
    public static readonly Text ResetHint = new(
        "Das alte Passwort gilt dann nicht mehr, und der Benutzer wird abgemeldet.",
        "The old password no longer counts then, and the user is logged out.");
    public static readonly Text Changed = new("Gespeichert.", "Saved.");
    public static readonly Text OneTime = new("Einmalpasswort", "One-time password");
    public static readonly Text OneTimeHint = new(
        "Es wird nur dieses eine Mal gezeigt. Beim ersten Anmelden wählt der Benutzer ein eigenes.",
        "It is shown this once. At the first log in the user chooses another.");
    public static readonly Text Back = new("Zu den Benutzern", "To the users");

    public static readonly Text NameIsWrong = new(
        "Der Benutzername hat 1 bis 40 Zeichen: a-z, 0-9, Punkt, Unterstrich, Bindestrich.",
        "The user name has 1 to 40 characters: a-z, 0-9, dot, underscore, hyphen.");
    public static readonly Text DisplayNameIsMissing = new("Der Anzeigename fehlt.", "The name shown is missing.");
    public static readonly Text EmailIsWrong = new(
        "Das ist keine E-Mail-Adresse.", "This is no e-mail address.");
    public static readonly Text RoleIsMissing = new("Die Rolle fehlt.", "The role is missing.");
    public static readonly Text BranchIsMissing = new(
        "Eine Filialleitung braucht mindestens eine Filiale.", "A manager needs at least one branch.");
    public static readonly Text BranchIsUnknown = new("Diese Filiale gibt es nicht.", "There is no such branch.");
    public static readonly Text Taken = new(
        "Diesen Benutzernamen oder diese E-Mail-Adresse gibt es schon.",
        "This user name or e-mail address is taken.");
    public static readonly Text LastAdministrator = new(
        "Das ist die letzte Administration; niemand könnte mehr Benutzer verwalten.",
        "This is the last administrator; nobody would be left to look after users.");
}
