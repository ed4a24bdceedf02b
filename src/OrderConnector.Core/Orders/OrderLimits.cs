namespace OrderConnector.Core.Orders;

/// <summary>
/// How large an order may be. Texts are counted in UTF-16 units, as the stores count them; limits of what ends in a
/// DSFinV-K column are that column's, because ids must not be cut there.
/// </summary>
public static class OrderLimits
{
    /// <summary>How deep a body may be nested.</summary>
    public const int Depth = Documents.JsonRoot.MaxDepth;

    /// <summary>Lines, with their sub-lines.</summary>
    public const int Lines = 500;

    /// <summary>Levels of sub-lines below a line.</summary>
    public const int SubLineLevels = 3;

    /// <summary>Payments of one order.</summary>
    public const int Payments = 20;

    /// <summary>External id and external number.</summary>
    public const int ExternalId = 100;

    /// <summary>Branch id.</summary>
    public const int BranchId = 100;

    /// <summary>Article number: ART_NR.</summary>
    public const int Sku = 50;

    /// <summary>What is printed; ARTIKELTEXT takes 255.</summary>
    public const int LineName = 200;

    /// <summary>GUTSCHEIN_NR.</summary>
    public const int VoucherNumber = 50;

    /// <summary>ZAHLART_NAME.</summary>
    public const int PaymentName = 60;

    /// <summary>The provider's reference.</summary>
    public const int PaymentReference = 200;

    /// <summary>Table.</summary>
    public const int Table = 50;

    /// <summary>Names of people.</summary>
    public const int PersonName = 200;

    /// <summary>Phone.</summary>
    public const int Phone = 50;

    /// <summary>E-mail, RFC 5321.</summary>
    public const int Email = 254;

    /// <summary>Address, as one text of several lines.</summary>
    public const int Address = 500;

    /// <summary>Free text for the kitchen, of several lines.</summary>
    public const int Note = 1000;

    /// <summary>Reason of a cancellation or void.</summary>
    public const int Reason = 500;

    /// <summary>Any amount of money, either sign.</summary>
    public static Money Amount { get; } = new(10_000_000_00);

    /// <summary>Any quantity, either sign.</summary>
    public static Quantity Pieces { get; } = new(1_000_000_000);
}
