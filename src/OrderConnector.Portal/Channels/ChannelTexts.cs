using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Channels;

/// <summary>Texts of the pages of channels and keys.</summary>
public static class ChannelTexts
{
    public static readonly Text Title = new("Kanäle", "Channels");
    public static readonly Text Add = new("Kanal anlegen", "Add a channel");
    public static readonly Text Id = new("Kennung", "Id");
    public static readonly Text IdHint = new(
        "Bleibt für immer: a–z, 0–9 und „-“.", "Stays for ever: a–z, 0–9 and “-”.");

    public static readonly Text Kind = new("Art", "Kind");
    public static readonly Text Native = new("Eigene Schnittstelle", "Our own interface");
    public static readonly Text Release = new("Freigabe in der Filiale", "Release at the branch");
    public static readonly Text Auto = new("Sofort signieren", "Sign at once");
    public static readonly Text Held = new("Personal gibt jede Bestellung frei", "Staff release each order");
    public static readonly Text ReleaseFault = new("Eine von beiden wählen.", "Choose one of them.");
    public static readonly Text OverdueAfter = new("Überfällig nach", "Overdue after");
    public static readonly Text OverdueHint = new(
        "So lange darf eine Bestellung auf die Abholung warten: 90s, 5m oder 2h. Leer: {0}.",
        "So long may an order wait to be collected: 90s, 5m or 2h. Empty: {0}.");

    public static readonly Text Edit = new("Kanal ändern", "Change the channel");
    public static readonly Text EditHint = new(
        "Die Freigabe gilt für Bestellungen, die ab jetzt kommen; die Frist auch für die, die schon warten.",
        "The release holds for orders that come from now on; the deadline also for those that wait already.");

    public static readonly Text Save = new("Speichern", "Save");
    public static readonly Text Changed = new("Der Kanal ist geändert.", "The channel is changed.");
    public static readonly Text Branches = new("Filialen", "Branches");
    public static readonly Text BranchesHint = new(
        "Kennungen, eine je Zeile.", "Ids, one a line.");

    public static readonly Text BranchesFault = new("Mindestens eine Filiale wählen.", "Choose one branch at least.");
    public static readonly Text BranchesUnknown = new(
        "Diese Filialen gibt es nicht: {0}.", "There are no such branches: {0}.");

    public static readonly Text NoneYet = new("Noch kein Kanal", "No channel yet");
    public static readonly Text Taken = new("Diese Kennung gibt es schon.", "There is this id already.");
    public static readonly Text Keys = new("Schlüssel", "Keys");
    public static readonly Text KeysTitle = new("Schlüssel für Agenten und Betrieb", "Keys for agents and operators");
    public static readonly Text NewKey = new("Neuen Schlüssel erzeugen", "Make a new key");
    public static readonly Text NewKeyHint = new(
        "Der bisherige gilt weiter, bis er hier gesperrt wird: so wechselt ein Shop ohne Ausfall.",
        "The one so far stays good until it is revoked here: so a shop changes over without a gap.");

    public static readonly Text KeyId = new("Schlüssel", "Key");
    public static readonly Text MadeAt = new("Erzeugt", "Made");
    public static readonly Text Expires = new("Läuft ab", "Expires");
    public static readonly Text Never = new("nie", "never");
    public static readonly Text UsesLeft = new("Noch einzurichten", "Agents left");
    public static readonly Text Standing = new("Zustand", "State");
    public static readonly Text Revoke = new("Sperren", "Revoke");
    public static readonly Text RevokeHint = new(
        "Wer diesen Schlüssel benutzt, wird spätestens nach einer Minute abgewiesen. Das lässt sich nicht "
        + "zurücknehmen.",
        "Whoever uses this key is refused within a minute. This cannot be taken back.");

    public static readonly Text Revoked = new("Der Schlüssel ist gesperrt.", "The key is revoked.");
    public static readonly Text RevokedBefore = new("Der Schlüssel war schon gesperrt.", "The key was revoked before.");
    public static readonly Text NoKey = new("Kein Schlüssel", "No key");
    public static readonly Text Registration = new("Zum Einrichten von Agenten", "To enrol agents");
    public static readonly Text RegistrationHint = new(
        "Der Agent einer Filiale meldet sich damit einmal an und bekommt dann seinen eigenen.",
        "The agent of a branch enrols with it once and then gets its own.");

    public static readonly Text Uses = new("Wie viele Agenten", "How many agents");
    public static readonly Text Days = new("Gültig wie viele Tage", "Valid how many days");
    public static readonly Text Operator = new("Zum Lesen des Nummernregisters", "To read the number register");
    public static readonly Text OperatorHint = new(
        "Für Programme, die das Register über HTTP lesen.", "For programs that read the register over HTTP.");

    public static readonly Text Whose = new("Für wen", "Whose");
    public static readonly Text MadeTitle = new("Der neue Schlüssel", "The new key");
    public static readonly Text Once = new(
        "Er wird nur dieses eine Mal gezeigt und ist nirgends gespeichert, auch nicht für ein Neuladen dieser Seite. "
        + "Jetzt übertragen und sicher aufbewahren.",
        "It is shown this once and kept nowhere, not even for a reload of this page. Carry it over now and keep it "
        + "safe.");

    public static readonly Text MadeBefore = new(
        "Dieses Formular hat schon einen Schlüssel erzeugt; er wurde nur damals gezeigt. Wer ihn nicht hat, sperrt ihn "
        + "und erzeugt einen neuen.",
        "This form has made a key already, which was shown then only. Who does not have it revokes it and makes a new "
        + "one.");

    public static readonly Text Back = new("Zurück", "Back");

    /// <summary>Who releases an order at the branch.</summary>
    public static Text ReleaseOf(string release) => release == "held" ? Held : Auto;

    /// <summary>Who posts.</summary>
    public static Text KindOf(string kind) => kind == "native" ? Native : new Text(kind, kind);

    /// <summary>Whether a key opens anything.</summary>
    public static Text Of(KeyStanding standing) => standing switch
    {
        KeyStanding.Valid => s_valid,
        KeyStanding.Spent => s_spent,
        KeyStanding.Expired => s_expired,
        KeyStanding.Revoked => s_revoked,
    };

    private static readonly Text s_valid = new("Gültig", "Valid");
    private static readonly Text s_spent = new("Verbraucht", "Used up");
    private static readonly Text s_expired = new("Abgelaufen", "Expired");
    private static readonly Text s_revoked = new("Gesperrt", "Revoked");
}
