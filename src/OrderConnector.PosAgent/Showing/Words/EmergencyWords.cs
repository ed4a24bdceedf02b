namespace OrderConnector.PosAgent.Showing.Words;

/// <summary>One kind of emergency.</summary>
/// <param name="Id">Where on the page; also how the state of the branch points to it.</param>
/// <param name="Title">What is the matter.</param>
/// <param name="GoesOn">What needs nobody's doing.</param>
/// <param name="Steps">What to do, in this order.</param>
public sealed record Emergency(string Id, string Title, string GoesOn, IReadOnlyList<string> Steps);

/// <summary>What to do in an emergency: short, in the order of doing, readable while customers wait.</summary>
public static class EmergencyWords
{
    /// <summary>All of them, the most frequent first.</summary>
    public static IReadOnlyList<Emergency> All(Speech speech) =>
        [Line(speech), Tss(speech), Till(speech), Program(speech), Warning(speech)];

    private static Emergency Line(Speech speech) => new(
        "line",
        speech.Say("Das Internet ist weg", "The internet is down"),
        speech.Say(
            "Was schon hier ist, läuft weiter: freigeben, signieren, Beleg, Kasse. Neue Bestellungen warten in der "
                + "Zentrale; sie kommen von allein, sobald die Verbindung wieder steht. Verloren geht nichts.",
            "What is here already goes on: release, signature, receipt, till. New orders wait at head office and come "
                + "by themselves once the line is back. Nothing is lost."),
        [
            speech.Say(
                "Router aus- und wieder einschalten, zwei Minuten warten.",
                "Switch the router off and on again, wait two minutes."),
            speech.Say(
                "Wartet jemand auf sein Essen? Das Portal am Handy öffnen, über mobile Daten statt WLAN.",
                "Is somebody waiting for food? Open the portal on a phone, by mobile data, not by Wi-Fi."),
            speech.Say(
                "Die Bestellung auf einen nummerierten Papierbon schreiben und im Portal mit dieser Nummer als "
                    + "übermittelt markieren. Steht dort „Agent war schneller“: nichts eintippen, sie ist schon hier.",
                "Write the order on a numbered paper slip and flag it as transmitted in the portal with that number. "
                    + "Where it says “agent was faster”: key nothing in, it is here already."),
            speech.Say(
                "Erst dann von Hand in die Kasse eingeben und zubereiten.",
                "Only then key it into the till by hand and prepare it."),
            speech.Say(
                "Im Portal auf der Arbeitsliste den Kassenbon zuordnen.",
                "Match the till's receipt on the work list in the portal."),
            speech.Say(
                "Wenn das Internet wieder da ist: nichts tun. Markierte Bestellungen kommen nicht mehr, alle anderen "
                    + "von allein.",
                "When the internet is back: do nothing. Flagged orders do not come any more, all others do."),
        ]);

    private static Emergency Tss(Speech speech) => new(
        "tss",
        speech.Say("Die TSE ist ausgefallen", "The TSS is out"),
        speech.Say(
            "Der Verkauf geht weiter. Die Belege tragen den Vermerk „TSE ausgefallen“ und keinen QR-Code; Beginn, Ende "
                + "und Grund werden von allein festgehalten.",
            "Sales go on. The receipts carry the mark “TSE ausgefallen” and no QR code; begin, end and reason are "
                + "recorded by themselves."),
        [
            speech.Say("Weiterverkaufen. Jeder Kunde bekommt seinen Beleg.",
                "Go on selling. Every customer gets a receipt."),
            speech.Say(
                "Sofort melden: der Filialleitung oder der Technik. Die TSE muss unverzüglich wieder laufen.",
                "Report it at once, to the manager or to support. The TSS must work again without delay."),
            speech.Say(
                "Nichts nachholen: keine Bestellung ein zweites Mal eingeben. Belege aus dem Ausfall werden nicht "
                    + "nachträglich signiert.",
                "Make up for nothing: key no order in twice. Receipts of the outage are not signed later."),
            speech.Say("Arbeitet sie wieder, geht es von allein weiter.", "Once it works, all goes on by itself."),
        ]);

    private static Emergency Till(Speech speech) => new(
        "till",
        speech.Say("Die Kasse nimmt keine Bestellungen an", "The till takes no orders"),
        speech.Say(
            "Die Bestellungen sind signiert und haben ihren Beleg. Sie werden der Kasse von allein wieder angeboten.",
            "The orders are signed and have their receipt. They are offered to the till again by themselves."),
        [
            speech.Say(
                "Prüfen, ob das Kassenprogramm läuft; sonst starten.",
                "See whether the program of the till runs; else start it."),
            speech.Say(
                "Nach der Liste auf dieser Seite zubereiten. Den Beleg von hier drucken.",
                "Prepare from the list on this page. Print the receipt from here."),
            speech.Say(
                "Nicht neu eingeben: Sie wäre doppelt verkauft.", "Do not key it in again: it would be sold twice."),
            speech.Say("Steht da „lehnt ab“: die Technik rufen.", "If it says “refuses”: call support."),
        ]);

    private static Emergency Program(Speech speech) => new(
        "program",
        speech.Say("Diese Seite antwortet nicht", "This page does not answer"),
        speech.Say(
            "Das Programm auf diesem Rechner läuft nicht. Die Bestellungen warten in der Zentrale oder stehen sicher "
                + "auf der Platte; verloren geht nichts.",
            "The program on this machine is not running. Orders wait at head office or are safe on the disk; nothing "
                + "is lost."),
        [
            speech.Say(
                "Eine Minute warten: Es startet von allein neu, und die Seite meldet sich wieder.",
                "Wait a minute: it starts again by itself, and the page comes back."),
            speech.Say("Sonst den Rechner neu starten.", "Else restart the machine."),
            speech.Say(
                "Hilft das nicht: wie bei „Das Internet ist weg“ am Handy weiterarbeiten und die Technik rufen.",
                "If that does not help: go on by phone as under “The internet is down”, and call support."),
        ]);

    private static Emergency Warning(Speech speech) => new(
        "tss-warning",
        speech.Say("Die TSE warnt", "The TSS warns"),
        speech.Say("Noch arbeitet sie; der Verkauf geht weiter.", "It still works; sales go on."),
        [
            speech.Say(
                "Der Filialleitung oder der Technik sagen, was da steht.", "Tell the manager or support what it says."),
        ]);
}
