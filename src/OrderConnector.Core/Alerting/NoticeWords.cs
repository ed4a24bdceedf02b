using System.Globalization;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Alerting;

/// <summary>The words and forms of notices, German and English side by side.</summary>
internal sealed class NoticeWords(bool german, BranchClock clock)
{
    /// <summary>One of two texts.</summary>
    public string Say(string inGerman, string inEnglish) => german ? inGerman : inEnglish;

    /// <summary>The words of a notice.</summary>
    public static NoticeWords Of(NoticeView notice) =>
        new(notice.Language == Language.German, BranchClock.Of(notice.TimeZone));

    /// <summary>What an incident is, in a few words, with its number of orders.</summary>
    public string Headline(AlertKind kind, int orders) => kind switch
    {
        AlertKind.OrderOverdue => Count(
            orders, "Bestellung nicht abgeholt", "Bestellungen nicht abgeholt", "order not collected",
            "orders not collected"),
        AlertKind.CollectedLate => Count(
            orders, "Bestellung verspätet abgeholt", "Bestellungen verspätet abgeholt", "order collected late",
            "orders collected late"),
        AlertKind.AgentSilent => Say("Filiale meldet sich nicht", "branch gives no sign of life"),
        AlertKind.TssOutage => Say("TSE ausgefallen", "TSS out of order"),
        AlertKind.QueueGrowing => Say("Warteschlange wächst", "queue is growing"),
        AlertKind.HeldOrders => Count(
            orders, "Bestellung braucht eine Entscheidung", "Bestellungen brauchen eine Entscheidung",
            "order needs a decision", "orders need a decision"),
        AlertKind.ReleaseOverdue => Count(
            orders, "Bestellung nicht freigegeben", "Bestellungen nicht freigegeben", "order not released",
            "orders not released"),
        AlertKind.NotHandedOver => Say("Bestellungen nicht an die Kasse übergeben", "orders not handed to the till"),
        AlertKind.NumbersRunningOut => Say("Bestellnummern werden knapp", "order numbers are running out"),
    };

    /// <summary>What to do about it, in one sentence.</summary>
    public string Advice(NoticeIncident incident) => incident.Kind switch
    {
        AlertKind.OrderOverdue => Say(
            "Die Bestellungen sind sicher gespeichert. Prüfen Sie Strom, Netz und den PosAgent der Filiale; ist die "
            + "Leitung weg, schalten Sie im Portal den Notbetrieb ein.",
            "The orders are safely stored. Check power, network and the branch's PosAgent; if the line is down, "
            + "switch emergency operation on in the portal."),
        AlertKind.CollectedLate => Say(
            "Die Filiale hat die Bestellungen inzwischen; es ist nichts zu tun, als nach der Ursache zu sehen.",
            "The branch has the orders by now; nothing is to be done but to look for the cause."),
        AlertKind.AgentSilent => Say(
            $"Letztes Lebenszeichen: {TimeOrNever(incident.Since)}. Neue Bestellungen werden gespeichert, aber nicht "
            + "abgeholt. Prüfen Sie Strom, Netz und den PosAgent.",
            $"Last sign of life: {TimeOrNever(incident.Since)}. New orders are stored, but not collected. Check "
            + "power, network and the PosAgent."),
        AlertKind.TssOutage => Say(
            "Belege gehen gekennzeichnet und ohne Signatur hinaus, der Verkauf geht weiter. Prüfen Sie die TSE; der "
            + "Ausfall wird im Journal der Filiale festgehalten.",
            "Receipts go out marked and unsigned, the sale goes on. Check the TSS; the outage is recorded in the "
            + "branch's journal."),
        AlertKind.QueueGrowing => Say(
            $"Wartende Bestellungen: {Number(incident.Amount ?? 0)}, Tendenz steigend. Prüfen Sie, ob die Filiale "
            + "nachkommt.",
            $"Orders waiting: {Number(incident.Amount ?? 0)}, and rising. Check whether the branch keeps up."),
        AlertKind.HeldOrders => Say(
            "Jemand muss im Portal entscheiden, ob die Bestellungen angenommen werden.",
            "Somebody has to decide in the portal whether the orders are taken."),
        AlertKind.ReleaseOverdue => Say(
            "Das Personal hat die Bestellungen weder freigegeben noch abgelehnt.",
            "Staff have neither released nor rejected the orders."),
        AlertKind.NotHandedOver => Say(
            $"Signiert, aber nicht an der Kasse: {Number(incident.Amount ?? 0)}, die älteste seit "
            + $"{TimeOrNever(incident.Since)}. Prüfen Sie das Kassensystem.",
            $"Signed, but not at the till: {Number(incident.Amount ?? 0)}, the oldest since "
            + $"{TimeOrNever(incident.Since)}. Check the point of sale."),
        AlertKind.NumbersRunningOut => Say(
            $"Noch {Number(incident.Amount ?? 0)} Nummern; sind sie vergeben, wird keine Bestellung mehr angenommen. "
            + "Erweitern Sie den Bereich (admin branch widen).",
            $"Numbers left: {Number(incident.Amount ?? 0)}; when they are given, no order is taken any more. Widen "
            + "the range (admin branch widen)."),
    };

    /// <summary>What became of an order.</summary>
    public string Outcome(AlertKind kind, NoticeOrder order)
    {
        if (order is not { Outcome: { } state, OutcomeAt: { } at })
        {
            return Say("wartet noch", "still waits");
        }

        var late = at > order.OverdueAt ? (long)Math.Ceiling((at - order.OverdueAt).TotalMinutes) : 0;
        var then = Time(at);
        return state switch
        {
            OrderState.Collected when kind == AlertKind.ReleaseOverdue => Say(
                $"freigegeben um {then}", $"released at {then}"),
            OrderState.Collected or OrderState.Signed or OrderState.Unsigned or OrderState.SetAside => Say(
                $"abgeholt um {then}, {Minutes(late)} zu spät", $"collected at {then}, {Minutes(late)} late"),
            OrderState.TransmittedManually => Say(
                $"um {then} von Hand übernommen", $"taken over by hand at {then}"),
            OrderState.Cancelled => Say($"storniert um {then}", $"cancelled at {then}"),
            OrderState.Rejected => Say($"abgelehnt um {then}", $"rejected at {then}"),
            OrderState.Queued => Say($"angenommen um {then}", $"accepted at {then}"),
            OrderState.AwaitingPayment or OrderState.Aborted or OrderState.Expired or OrderState.Held =>
                state.ToWire() + " " + then,
        };
    }

    /// <summary>"1 Bestellung", "2 Bestellungen".</summary>
    public string Orders(int orders) => Count(orders, "Bestellung", "Bestellungen", "order", "orders");

    /// <summary>A span in whole minutes.</summary>
    public static string Minutes(long minutes) => Number(minutes) + " min";

    /// <summary>Date and time by the branch's clock.</summary>
    public string Time(DateTimeOffset moment) => clock.At(moment).ToString(
        german ? "dd.MM.yyyy HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>An amount as it is read: "12,50 €", "€12.50".</summary>
    public string Money(long cents)
    {
        var plain = new Money(cents).ToString();
        return german ? plain.Replace('.', ',') + " €" : "€" + plain;
    }

    private string TimeOrNever(DateTimeOffset? moment) =>
        moment is { } at ? Time(at) : Say("nie", "never");

    private string Count(int count, string one, string more, string oneInEnglish, string moreInEnglish) =>
        Number(count) + " " + (count == 1 ? Say(one, oneInEnglish) : Say(more, moreInEnglish));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
