using System.Diagnostics.CodeAnalysis;
using OrderConnector.Core;

namespace OrderConnector.Fiscal.ProcessTypes;

/// <summary>
/// processData of a receipt (DSFinV-K, Annex I): <c>Vorgangstyp^five gross sums^payments</c>, for example
/// <c>Beleg^2.75_19.80_0.00_0.00_0.00^22.55:Unbar</c>.
/// </summary>
/// <param name="Type">What kind of process.</param>
/// <param name="Sums">Gross sums per VAT bucket.</param>
/// <param name="Payments">As written: accumulated, none of 0.00, Bar before Unbar, euro first.</param>
public sealed record KassenbelegV1(ReceiptType Type, VatSums Sums, IReadOnlyList<TenderAmount> Payments)
{
    /// <summary>processType, spelled exactly so.</summary>
    public const string ProcessType = "Kassenbeleg-V1";

    /// <summary>What finishes a transaction that was begun and leads nowhere.</summary>
    public static string Aborted { get; } = Write(ReceiptType.AVBelegabbruch, default, []);

    /// <summary>
    /// Writes the one text these values have. Payments are accumulated per kind and currency, sums of 0.00 left out.
    /// </summary>
    /// <exception cref="ArgumentException">A payment on a type that takes none, or a currency that is none.</exception>
    public static string Write(ReceiptType type, VatSums sums, IReadOnlyList<TenderAmount> payments)
    {
        var written = Accumulate(payments);
        if (written.Count > 0 && !TakesPayments(type))
        {
            throw new ArgumentException($"{type} takes no payments.", nameof(payments));
        }

        var five = $"{sums.General}_{sums.Reduced}_{sums.AverageOther}_{sums.AverageForestry}_{sums.Zero}";
        return $"{type}^{five}^{string.Join('_', written.Select(Written))}";
    }

    /// <summary>
    /// Reads a text that is exactly as <see cref="Write"/> writes it; anything else, however near, is false:
    /// the signature covers the bytes, and a checker must not be more generous than the specification.
    /// </summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out KassenbelegV1? receipt)
    {
        receipt = null;
        var parts = text.Split('^');
        if (parts.Length != 3
            || TryReadType(parts[0]) is not { } type
            || TryReadSums(parts[1]) is not { } sums
            || TryReadPayments(parts[2]) is not { } payments
            || (payments.Count > 0 && !TakesPayments(type))
            || Write(type, sums, payments) != text)
        {
            return false;
        }

        receipt = new KassenbelegV1(type, sums, payments);
        return true;
    }

    /// <summary>
    /// Cuts what lies beyond the cent, towards zero, never rounds: the only place where decimals are cut.
    /// </summary>
    /// <exception cref="OverflowException">More than a 64-bit number of cents.</exception>
    public static Money Truncate(decimal euro) => new((long)decimal.Truncate(euro * 100m));

    /// <summary>"AV types allow only payment type Keine", training excepted (DSFinV-K, BON_TYP).</summary>
    private static bool TakesPayments(ReceiptType type) => type is ReceiptType.Beleg or ReceiptType.AVTraining;

    private static List<TenderAmount> Accumulate(IReadOnlyList<TenderAmount> payments) =>
    [
        .. payments
            .GroupBy(p => (p.Kind, p.Currency))
            .Select(g => new TenderAmount(
                g.Key.Kind, g.Aggregate(Money.Zero, (sum, p) => sum + p.Amount), Known(g.Key.Currency)))
            .Where(p => p.Amount != Money.Zero)
            .OrderBy(p => p.Kind)
            .ThenBy(p => p.Currency == TenderAmount.Euro ? 0 : 1)
            .ThenBy(p => p.Currency, StringComparer.Ordinal),
    ];

    private static string Known(string currency) => IsCurrency(currency)
        ? currency
        : throw new ArgumentException("A currency is three capital letters.", nameof(currency));

    private static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    private static string Written(TenderAmount payment) => payment.Currency == TenderAmount.Euro
        ? $"{payment.Amount}:{payment.Kind}"
        : $"{payment.Amount}:{payment.Kind}:{payment.Currency}";

    private static ReceiptType? TryReadType(string text)
    {
        foreach (var type in Enum.GetValues<ReceiptType>())
        {
            if (type.ToString() == text)
            {
                return type;
            }
        }

        return null;
    }

    private static VatSums? TryReadSums(string text)
    {
        var amounts = text.Split('_').Select(PlainDecimals.TryReadMoney).ToArray();
        return amounts is [{ } general, { } reduced, { } other, { } forestry, { } zero]
            ? new VatSums(general, reduced, other, forestry, zero)
            : null;
    }

    private static List<TenderAmount>? TryReadPayments(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var payments = new List<TenderAmount>();
        foreach (var part in text.Split('_'))
        {
            if (TryReadPayment(part) is not { } payment)
            {
                return null;
            }

            payments.Add(payment);
        }

        return payments;
    }

    private static TenderAmount? TryReadPayment(string text)
    {
        var parts = text.Split(':');
        var currency = parts.Length == 3 ? parts[2] : TenderAmount.Euro;
        if (parts.Length is not (2 or 3) || !IsCurrency(currency)
            || PlainDecimals.TryReadMoney(parts[0]) is not { } amount)
        {
            return null;
        }

        return parts[1] switch
        {
            nameof(Tender.Bar) => new TenderAmount(Tender.Bar, amount, currency),
            nameof(Tender.Unbar) => new TenderAmount(Tender.Unbar, amount, currency),
            _ => null,
        };
    }
}
