using System.Collections.Frozen;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Auditing;

/// <summary>What acts are called for people; an act without a name of its own is shown as it is stored.</summary>
public static class ActNames
{
    private static readonly FrozenDictionary<string, Text> s_names = new Dictionary<string, Text>
    {
        ["user.loggedIn"] = new("Angemeldet", "Logged in"),
        ["user.loggedOut"] = new("Abgemeldet", "Logged out"),
        ["user.lockedOut"] = new("Konto ruht nach Fehlversuchen", "Account rests after failed attempts"),
        ["user.added"] = new("Benutzer angelegt", "User added"),
        ["user.changed"] = new("Benutzer geändert", "User changed"),
        ["user.disabled"] = new("Benutzer gesperrt", "User disabled"),
        ["user.enabled"] = new("Benutzer zugelassen", "User enabled"),
        ["user.passwordChanged"] = new("Passwort geändert", "Password changed"),
        ["user.passwordReset"] = new("Einmalpasswort vergeben", "One-time password given"),
        ["user.languageChosen"] = new("Sprache gewählt", "Language chosen"),
        ["branch.added"] = new("Filiale angelegt", "Branch added"),
        ["branch.sellerSet"] = new("Unternehmensdaten geändert", "Seller data changed"),
        ["branch.widened"] = new("Nummernkreis erweitert", "Number range widened"),
        ["store.restored"] = new("Nummern nach Wiederherstellung übersprungen", "Numbers stepped over after a restore"),
        ["channel.added"] = new("Kanal angelegt", "Channel added"),
        ["key.added"] = new("Schlüssel ausgestellt", "Key issued"),
        ["agent.enrolled"] = new("Agent angemeldet", "Agent enrolled"),
        ["agent.revoked"] = new("Agent widerrufen", "Agent revoked"),
        ["agent.ordersReassigned"] = new("Bestellungen eines Agenten umgeleitet", "Orders of an agent reassigned"),
        ["branch.alertsSet"] = new("Alarme eingestellt", "Alerts set"),
        ["channel.changed"] = new("Kanal geändert", "Channel changed"),
        ["channel.deadlineSet"] = new("Frist eines Kanals gesetzt", "Deadline of a channel set"),
        ["contact.added"] = new("Kontakt angelegt", "Contact added"),
        ["contact.removed"] = new("Kontakt entfernt", "Contact removed"),
        ["contact.tested"] = new("Kontakt geprüft", "Contact tested"),
        ["emergency.begun"] = new("Notbetrieb begonnen", "Emergency operation begun"),
        ["emergency.ended"] = new("Notbetrieb beendet", "Emergency operation ended"),
        ["emergency.procedureSet"] = new("Verfahren im Notbetrieb gesetzt", "Emergency procedure set"),
        ["incident.acknowledged"] = new("Vorfall übernommen", "Incident taken over"),
        ["key.revoked"] = new("Schlüssel widerrufen", "Key revoked"),
        ["order.flagged"] = new("Als übermittelt markiert", "Flagged as transmitted"),
        ["order.flagWithdrawn"] = new("Markierung zurückgenommen", "Flag withdrawn"),
        ["order.matched"] = new("Mit Kassenbon abgeglichen", "Matched with a till receipt"),
        ["order.matchUndone"] = new("Abgleich zurückgenommen", "Match undone"),
        ["message.replayed"] = new("Nachricht erneut zugestellt", "Message replayed"),
        ["message.dropped"] = new("Nachricht verworfen", "Message dropped"),
        ["order.personalDataErased"] = new("Personendaten gelöscht", "Personal data erased"),
        ["order.moved"] = new("Bestellung bewegt", "Order moved"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The acts that have a name, to choose from.</summary>
    public static IEnumerable<string> Known => s_names.Keys.Order(StringComparer.Ordinal);

    /// <summary>An act in words.</summary>
    public static string Of(string action, Language language) =>
        s_names.TryGetValue(action, out var name) ? name[language] : action;
}
