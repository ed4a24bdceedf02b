namespace OrderConnector.Core.Vat;

/// <summary>The five gross sums of Kassenbeleg-V1, in their order (DSFinV-K, Annex I).</summary>
public enum VatBucket
{
    /// <summary>General rate, § 12(1) UStG.</summary>
    General = 1,

    /// <summary>Reduced rate, § 12(2) UStG.</summary>
    Reduced = 2,

    /// <summary>Average rate, § 24(1) no. 3 UStG.</summary>
    AverageOther = 3,

    /// <summary>Average rate, § 24(1) no. 1 UStG.</summary>
    AverageForestry = 4,

    /// <summary>Zero percent, tax free or not taxable.</summary>
    Zero = 5,
}
