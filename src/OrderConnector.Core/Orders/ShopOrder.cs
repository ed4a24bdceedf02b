using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Orders;

/// <summary>An order as the shop posted it, read and with no number yet. Prices are gross euro.</summary>
/// <param name="ExternalId">The shop's own id, unique in its channel, 1 to 100 characters.</param>
/// <param name="ExternalNumber">What the shop prints for people.</param>
/// <param name="BranchId">Where it goes.</param>
/// <param name="PlacedAt">When the customer ordered; its German date decides the VAT rates.</param>
/// <param name="DueAt">When it is wanted; null is at once.</param>
/// <param name="Fulfilment">How it is handed out.</param>
/// <param name="Payment">When it is paid.</param>
/// <param name="Payments">What was paid, empty unless prepaid.</param>
/// <param name="Lines">At least one line.</param>
/// <param name="Total">The sum of all lines.</param>
/// <param name="Customer">Personal data, kept apart from fiscal data.</param>
/// <param name="Note">Free text for the kitchen.</param>
public sealed record ShopOrder(
    string ExternalId,
    string? ExternalNumber,
    string BranchId,
    DateTimeOffset PlacedAt,
    DateTimeOffset? DueAt,
    Fulfilment Fulfilment,
    PaymentMode Payment,
    IReadOnlyList<Payment> Payments,
    IReadOnlyList<OrderLine> Lines,
    Money Total,
    Customer? Customer,
    string? Note);

/// <summary>
/// One line; its sub-lines (modifiers, menu parts) add to the total with their own rate and absolute quantity.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Sku">The shop's article number.</param>
/// <param name="Name">What is printed.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">Gross price of one.</param>
/// <param name="Amount">Gross price of all, without the sub-lines.</param>
/// <param name="VatRate">Null exactly where the kind bears no VAT.</param>
/// <param name="VoucherNumber">Number of a voucher sold or redeemed.</param>
/// <param name="Lines">Modifiers and menu parts.</param>
public sealed record OrderLine(
    LineKind Kind,
    string? Sku,
    string Name,
    Quantity Quantity,
    Money UnitPrice,
    Money Amount,
    VatRate? VatRate,
    string? VoucherNumber,
    IReadOnlyList<OrderLine> Lines)
{
    /// <summary>
    /// In a counter order only: which line of the original this takes back, counted from 0 among its siblings.
    /// What is left of the original is worked out from it.
    /// </summary>
    public int? VoidsLine { get; init; }
}

/// <summary>One payment.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Name">The provider's name, as printed.</param>
/// <param name="Amount">Euro; negative when paid back.</param>
/// <param name="Reference">The provider's reference.</param>
public sealed record Payment(PaymentType Type, string? Name, Money Amount, string? Reference);

/// <summary>Personal data: never in a log, never in the journal's chain.</summary>
/// <param name="Name">Name.</param>
/// <param name="Phone">Phone.</param>
/// <param name="Email">E-mail.</param>
/// <param name="Address">Address, as one text.</param>
public sealed record Customer(string? Name, string? Phone, string? Email, string? Address);
