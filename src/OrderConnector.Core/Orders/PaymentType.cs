namespace OrderConnector.Core.Orders;

/// <summary>How money came, as the shop tells it. Only cash is "Bar" for the TSS.</summary>
public enum PaymentType
{
    /// <summary>Bar.</summary>
    Cash,

    /// <summary>ECKarte.</summary>
    DebitCard,

    /// <summary>Kreditkarte.</summary>
    CreditCard,

    /// <summary>ElZahlungsdienstleister.</summary>
    PaymentService,

    /// <summary>Guthabenkarte.</summary>
    PrepaidCard,

    /// <summary>Unbar.</summary>
    Other,
}
