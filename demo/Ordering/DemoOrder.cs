using System.Text.Json.Nodes;

namespace OrderConnector.Demo.Ordering;

/// <summary>One order of the play and what has to become of it.</summary>
/// <param name="ExternalId">The shop's id.</param>
/// <param name="What">A few words for the screen.</param>
/// <param name="Channel">Who posts it.</param>
/// <param name="Branch">Where it goes.</param>
/// <param name="Payment">"prepaid", "pending" or "onSite".</param>
/// <param name="Fulfilment">"pickup" and the like.</param>
/// <param name="Expected">Its end.</param>
/// <param name="Lines">What is sold.</param>
internal sealed record DemoOrder(
    string ExternalId,
    string What,
    string Channel,
    string Branch,
    string Payment,
    string Fulfilment,
    Expected Expected,
    IReadOnlyList<OrderLine> Lines);

/// <summary>How an order has to end.</summary>
/// <param name="State">Its last state, as the wire writes it.</param>
/// <param name="ProcessData">What the TSS signs, or would have signed; null where nothing is to be signed.</param>
internal sealed record Expected(string State, string? ProcessData = null)
{
    internal static Expected Signed(string processData) => new("signed", processData);

    internal static Expected Unsigned(string processData) => new("unsigned", processData);

    internal static Expected Ends(string state) => new(state);
}

/// <summary>A line as the shop writes it; money in euro, gross.</summary>
/// <param name="Kind">As in the wire contract.</param>
/// <param name="Name">What is printed.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">Euro, gross; negative for discounts and redemptions.</param>
/// <param name="VatRate">Per cent; null exactly where the kind bears no VAT.</param>
/// <param name="Voucher">Number of a voucher sold or redeemed.</param>
/// <param name="Parts">Modifiers and menu parts.</param>
internal sealed record OrderLine(
    string Kind,
    string Name,
    decimal Quantity,
    decimal UnitPrice,
    decimal? VatRate = null,
    string? Voucher = null,
    IReadOnlyList<OrderLine>? Parts = null)
{
    internal decimal Amount => (Quantity * UnitPrice) + (Parts?.Sum(part => part.Amount) ?? 0);

    internal JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["kind"] = Kind, ["name"] = Name, ["quantity"] = Quantity, ["unitPrice"] = UnitPrice,
        };
        if (VatRate is { } rate)
        {
            json["vatRate"] = rate;
        }

        if (Voucher is not null)
        {
            json["voucherNumber"] = Voucher;
        }

        if (Parts is not null)
        {
            json["lines"] = new JsonArray([.. Parts.Select(JsonNode? (part) => part.ToJson())]);
        }

        return json;
    }
}
