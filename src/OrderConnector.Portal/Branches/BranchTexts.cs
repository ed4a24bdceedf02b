using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Branches;

/// <summary>Texts of the branches' pages.</summary>
public static class BranchTexts
{
    public static readonly Text Title = new("Filialen", "Branches");
    public static readonly Text Add = new("Filiale anlegen", "Add a branch");
    public static readonly Text Id = new("Kennung", "Id");
    public static readonly Text IdHint = new(
        "Bleibt für immer: a–z, 0–9 und „-“.", "Stays for ever: a–z, 0–9 and “-”.");

    public static readonly Text Name = new("Name", "Name");
    public static readonly Text First = new("Erste Bestellnummer", "First order number");
    public static readonly Text Last = new("Letzte Bestellnummer", "Last order number");
    public static readonly Text LastBelowFirst = new("Liegt vor der ersten.", "Lies before the first.");
    public static readonly Text TimeZone = new("Zeitzone", "Time zone");
    public static readonly Text ZoneFault = new(
        "Ein Name der IANA, zum Beispiel Europe/Berlin.", "A name of the IANA, for example Europe/Berlin.");

    public static readonly Text Numbers = new("Bestellnummern", "Order numbers");
    public static readonly Text Used = new("{0} % vergeben", "{0} % given");
    public static readonly Text Next = new("Nächste Nummer", "Next number");
    public static readonly Text Few = new("Fast aufgebraucht", "Nearly used up");
    public static readonly Text None = new("Aufgebraucht", "Used up");
    public static readonly Text NoneDetail = new(
        "Die Filiale nimmt keine Bestellung mehr an, bis ihr Bereich erweitert ist.",
        "The branch takes no more orders until its range is widened.");

    public static readonly Text Seller = new("Angaben zum Verkäufer", "Seller data");
    public static readonly Text Complete = new("Vollständig", "Complete");
    public static readonly Text Incomplete = new("Unvollständig", "Incomplete");
    public static readonly Text IncompleteDetail = new(
        "Belege brauchen Name, Anschrift und Steuernummer (§ 6 Nr. 1 KassenSichV).",
        "Receipts need name, address and tax number (KassenSichV § 6 no. 1).");

    public static readonly Text Agents = new("Agenten", "Agents");
    public static readonly Text Channels = new("Kanäle", "Channels");
    public static readonly Text Version = new("Fassung {0}", "Version {0}");
    public static readonly Text Versions = new("Frühere Fassungen", "Earlier versions");
    public static readonly Text StoredAt = new("Gilt seit", "In force since");
    public static readonly Text Edit = new("Angaben ändern", "Change them");
    public static readonly Text EditHint = new(
        "Steht auf jedem Beleg ab jetzt; frühere Belege behalten ihre Fassung.",
        "Stands on every receipt from now on; earlier receipts keep their version.");

    public static readonly Text Store = new("Als neue Fassung speichern", "Store as a new version");
    public static readonly Text Stored = new(
        "Die neue Fassung gilt ab jetzt.", "The new version is in force from now on.");

    public static readonly Text StoredElsewhere = new(
        "Inzwischen hat jemand anderes eine Fassung gespeichert. Bitte mit ihr vergleichen und neu absenden.",
        "Somebody else has stored a version meanwhile. Please compare with it and send again.");

    public static readonly Text BranchName = new("Name der Filiale", "Name of the branch");
    public static readonly Text Company = new("Unternehmen, vollständiger Name", "Company, full name");
    public static readonly Text Street = new("Straße und Hausnummer", "Street and number");
    public static readonly Text Zip = new("Postleitzahl", "Postal code");
    public static readonly Text ZipFault = new("Fünf Ziffern.", "Five digits.");
    public static readonly Text City = new("Ort", "City");
    public static readonly Text Country = new(
        "Land (ISO 3166-1, drei Buchstaben)", "Country (ISO 3166-1, three letters)");

    public static readonly Text CountryFault = new(
        "Drei Buchstaben, zum Beispiel DEU.", "Three letters, for example DEU.");

    public static readonly Text TaxNumber = new("Steuernummer", "Tax number");
    public static readonly Text TaxNumberFault = new(
        "10, 11 oder 13 Ziffern, zum Beispiel 21/815/08150.", "10, 11 or 13 digits, for example 21/815/08150.");

    public static readonly Text VatId = new("USt-IdNr. (falls vorhanden)", "VAT id (where there is one)");
    public static readonly Text VatIdFault = new(
        "Zwei Buchstaben des Landes und dessen Zeichen, zum Beispiel DE123456789.",
        "Two letters of the country and its digits, for example DE123456789.");

    public static readonly Text Widen = new("Bereich erweitern", "Widen the range");
    public static readonly Text WidenHint = new(
        "Vergebene Nummern bleiben, wie sie sind.", "Numbers given stay as they are.");

    public static readonly Text Widened = new("Der Bereich ist erweitert.", "The range is widened.");
    public static readonly Text WidenFault = new(
        "Eine Nummer über der bisherigen letzten, {0}.", "A number above the last so far, {0}.");

    public static readonly Text Added = new("Die Filiale ist angelegt.", "The branch is added.");
    public static readonly Text Taken = new("Diese Kennung gibt es schon.", "There is this id already.");
    public static readonly Text Contacts = new("Kontakte für Alarme", "Contacts for alerts");
    public static readonly Text Emergency = new("Notbetrieb und Vorgehen", "Emergency operation and procedure");
    public static readonly Text Register = new("Nummernregister", "Number register");
    public static readonly Text Audit = new("Protokoll der Änderungen", "Log of changes");
    public static readonly Text NoneYet = new("Noch keine Filiale", "No branch yet");
    public static readonly Text NoAgent = new("Kein Agent", "No agent");
    public static readonly Text Nothing = new("Keine", "None");
}
