using OrderConnector.Core;
using OrderConnector.Core.Vat;

namespace OrderConnector.Fiscal.ProcessTypes;

/// <summary>The five gross sums of Kassenbeleg-V1, always all five.</summary>
/// <param name="General">General rate.</param>
/// <param name="Reduced">Reduced rate.</param>
/// <param name="AverageOther">§ 24(1) no. 3 UStG.</param>
/// <param name="AverageForestry">§ 24(1) no. 1 UStG.</param>
/// <param name="Zero">Zero percent, tax free, not taxable.</param>
public readonly record struct VatSums(
    Money General, Money Reduced, Money AverageOther, Money AverageForestry, Money Zero)
{
    /// <summary>All five together.</summary>
    public Money Total => General + Reduced + AverageOther + AverageForestry + Zero;

    /// <summary>One of the five.</summary>
    public Money this[VatBucket bucket] => bucket switch
    {
        VatBucket.General => General,
        VatBucket.Reduced => Reduced,
        VatBucket.AverageOther => AverageOther,
        VatBucket.AverageForestry => AverageForestry,
        VatBucket.Zero => Zero,
    };

    /// <summary>The sums with an amount added to one of them.</summary>
    public VatSums Plus(VatBucket bucket, Money amount) => bucket switch
    {
        VatBucket.General => this with { General = General + amount },
        VatBucket.Reduced => this with { Reduced = Reduced + amount },
        VatBucket.AverageOther => this with { AverageOther = AverageOther + amount },
        VatBucket.AverageForestry => this with { AverageForestry = AverageForestry + amount },
        VatBucket.Zero => this with { Zero = Zero + amount },
    };

    /// <summary>Turns every sign: the sums of a full void.</summary>
    public static VatSums operator -(VatSums sums) =>
        new(-sums.General, -sums.Reduced, -sums.AverageOther, -sums.AverageForestry, -sums.Zero);

    /// <summary>Adds sum by sum.</summary>
    public static VatSums operator +(VatSums left, VatSums right) => new(
        left.General + right.General,
        left.Reduced + right.Reduced,
        left.AverageOther + right.AverageOther,
        left.AverageForestry + right.AverageForestry,
        left.Zero + right.Zero);
}
