using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using OrderConnector.Core;

namespace OrderConnector.Fiscal.ProcessTypes;

/// <summary>One line of an order as it is signed.</summary>
/// <param name="Quantity">How many; negative when taken back.</param>
/// <param name="Text">What, without control characters.</param>
/// <param name="UnitPrice">Gross price of one.</param>
public sealed record OrderedItem(Quantity Quantity, string Text, Money UnitPrice);

/// <summary>
/// processData of an order that is not paid yet (DSFinV-K, Annex I): per item <c>quantity;"text";price</c>, the items
/// apart by a carriage return (U+000D) and nothing else.
/// </summary>
/// <param name="Items">At least one.</param>
public sealed record BestellungV1(IReadOnlyList<OrderedItem> Items)
{
    /// <summary>processType, spelled exactly so.</summary>
    public const string ProcessType = "Bestellung-V1";

    private const char Separator = '\r';

    /// <summary>
    /// Writes the one text these items have. Control characters in a name become a space, for a carriage return inside
    /// one would read as the next item; half of a surrogate pair becomes U+FFFD, as UTF-8 would have it.
    /// </summary>
    /// <exception cref="ArgumentException">No item at all.</exception>
    public static string Write(IReadOnlyList<OrderedItem> items)
    {
        if (items.Count == 0)
        {
            throw new ArgumentException("An order has at least one item.", nameof(items));
        }

        return string.Join(Separator, items.Select(item => $"{item.Quantity};{Quoted(item.Text)};{item.UnitPrice}"));
    }

    /// <summary>Reads a text that is exactly as <see cref="Write"/> writes it; anything else is false.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out BestellungV1? order)
    {
        order = null;
        var items = new List<OrderedItem>();
        foreach (var line in text.Split(Separator))
        {
            if (TryReadItem(line) is not { } item)
            {
                return false;
            }

            items.Add(item);
        }

        if (Write(items) != text)
        {
            return false;
        }

        order = new BestellungV1(items);
        return true;
    }

    /// <summary>
    /// True where two texts name the same items at the same prices: a minus may stand before the quantity or before
    /// the price, Annex I does not say which.
    /// </summary>
    public static bool SaysTheSame(string text, string other) =>
        TryRead(text, out var one) && TryRead(other, out var two) && one.Items.Count == two.Items.Count
        && one.Items.Zip(two.Items).All(pair => SaysTheSame(pair.First, pair.Second));

    private static bool SaysTheSame(OrderedItem one, OrderedItem other) =>
        one.Text == other.Text
        && Math.Abs(one.Quantity.Thousandths) == Math.Abs(other.Quantity.Thousandths)
        && Math.Abs(one.UnitPrice.Cents) == Math.Abs(other.UnitPrice.Cents)
        && Sign(one) == Sign(other);

    private static int Sign(OrderedItem item) => Math.Sign(item.Quantity.Thousandths) * Math.Sign(item.UnitPrice.Cents);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune switch
            {
                { Value: '"' } => "\"\"",
                _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control => " ",
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The first and the last semicolon part the three; the text between them may hold more.</summary>
    private static OrderedItem? TryReadItem(string line)
    {
        var first = line.IndexOf(';', StringComparison.Ordinal);
        var last = line.LastIndexOf(';');
        if (last <= first + 2
            || line[first + 1] != '"' || line[last - 1] != '"'
            || PlainDecimals.TryReadQuantity(line[..first]) is not { } quantity
            || PlainDecimals.TryReadMoney(line[(last + 1)..]) is not { } price)
        {
            return null;
        }

        // A quote that stands alone inside is caught when the text is written again and compared.
        var text = line[(first + 2)..(last - 1)].Replace("\"\"", "\"", StringComparison.Ordinal);
        return new OrderedItem(quantity, text, price);
    }
}
