using System.Text.Json;
using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Orders;

/// <summary>
/// Stage 2 of the order's way: bytes → order, or every fault of form with its JSON Pointer. Members the contract does
/// not name are ignored. Whether the order makes sense is for <see cref="ShopOrderRules"/> to say.
/// </summary>
public static class ShopOrderReader
{
    internal const string Euro = "EUR";

    internal static readonly string[] Members =
    [
        "externalId", "externalNumber", "branchId", "placedAt", "dueAt", "currency", "fulfilment", "payment",
        "payments", "lines", "total", "customer", "note",
    ];

    private static readonly MemberNames s_order = new(Members);
    private static readonly MemberNames s_fulfilment = new("type", "table", "name");
    private static readonly MemberNames s_customer = new("name", "phone", "email", "address");

    /// <summary>Reads a posted body; never throws, whatever the bytes.</summary>
    public static ReadOutcome Read(ReadOnlyMemory<byte> utf8)
    {
        var faults = new Faults();
        using var document = JsonRoot.Open(utf8, faults);
        return document is null ? new ReadOutcome(null, faults.All) : ReadRoot(document.RootElement, faults);
    }

    /// <summary>Reads an order out of a document somebody else opened.</summary>
    public static ReadOutcome Read(JsonElement root)
    {
        var faults = new Faults();
        return JsonRoot.IsReadable(root, faults) ? ReadRoot(root, faults) : new ReadOutcome(null, faults.All);
    }

    /// <summary>Reads the order's members of an object that may have others besides.</summary>
    internal static ShopOrder Read(ObjectReader order) => new(
        order.Text("externalId", OrderLimits.ExternalId),
        order.OptionalText("externalNumber", OrderLimits.ExternalId),
        order.Text("branchId", OrderLimits.BranchId),
        order.Time("placedAt"),
        order.OptionalTime("dueAt"),
        ReadFulfilment(order),
        order.Name("payment", OrderNames.PaymentModes),
        PaymentsReader.Read(order, "payments"),
        new OrderLinesReader(order.Faults).Read(order, "lines"),
        new Money(order.Number("total", OrderBounds.Money) ?? 0),
        ReadCustomer(order),
        order.OptionalText("note", OrderLimits.Note, multiline: true));

    /// <summary>Euro is the only currency: DSFinV-K's base currency, and no rate is known here.</summary>
    internal static void CurrencyMustBeEur(ObjectReader order)
    {
        var currency = order.Text("currency", Euro.Length);
        // An empty or a longer text has its own fault already.
        if (currency.Length <= Euro.Length && !string.IsNullOrWhiteSpace(currency) && currency != Euro)
        {
            order.Faults.Add(new Rejection(
                order.Place.Member("currency").ToString(), "currency-not-eur", "Must be EUR."));
        }
    }

    private static ReadOutcome ReadRoot(JsonElement root, Faults faults)
    {
        if (!ObjectReader.TryOpen(root, s_order, Place.Root, faults, out var reader))
        {
            return new ReadOutcome(null, faults.All);
        }

        CurrencyMustBeEur(reader);
        var order = Read(reader);
        return new ReadOutcome(faults.Any ? null : order, faults.All);
    }

    private static Fulfilment ReadFulfilment(ObjectReader order)
    {
        var nowhere = new Fulfilment(default, null, null);
        if (!order.Has("fulfilment"))
        {
            order.Faults.Add(DocumentFaults.MemberMissing(order.Place.Member("fulfilment")));
            return nowhere;
        }

        return ObjectReader.TryOpen(
            order.Find("fulfilment"), s_fulfilment, order.Place.Member("fulfilment"), order.Faults, out var fulfilment)
            ? new Fulfilment(
                fulfilment.Name("type", OrderNames.FulfilmentTypes),
                fulfilment.OptionalText("table", OrderLimits.Table),
                fulfilment.OptionalText("name", OrderLimits.PersonName))
            : nowhere;
    }

    private static Customer? ReadCustomer(ObjectReader order)
    {
        if (!order.Has("customer") || !ObjectReader.TryOpen(
            order.Find("customer"), s_customer, order.Place.Member("customer"), order.Faults, out var person))
        {
            return null;
        }

        var customer = new Customer(
            person.OptionalText("name", OrderLimits.PersonName),
            person.OptionalText("phone", OrderLimits.Phone),
            person.OptionalText("email", OrderLimits.Email),
            person.OptionalText("address", OrderLimits.Address, multiline: true));
        return customer == new Customer(null, null, null, null) ? null : customer;
    }
}
