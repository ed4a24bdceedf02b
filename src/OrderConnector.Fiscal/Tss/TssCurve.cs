using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace OrderConnector.Fiscal.Tss;

/// <summary>
/// The four curves certified TSS use. A key does not say which one it is on: the length leaves two, the curve's
/// equation y² = x³ + ax + b decides.
/// </summary>
internal sealed class TssCurve
{
    private static readonly TssCurve[] s_known =
    [
        // FIPS 186-4, D.1.2.3 and D.1.2.4
        new(ECCurve.NamedCurves.nistP256,
            "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF",
            "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC",
            "5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B"),
        new(ECCurve.NamedCurves.nistP384,
            "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE"
            + "FFFFFFFF0000000000000000FFFFFFFF",
            "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE"
            + "FFFFFFFF0000000000000000FFFFFFFC",
            "B3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875A"
            + "C656398D8A2ED19D2A85C8EDD3EC2AEF"),
        // RFC 5639, 3.4 and 3.6
        new(ECCurve.NamedCurves.brainpoolP256r1,
            "A9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377",
            "7D5A0975FC2C3057EEF67530417AFFE7FB8055C126DC5C6CE94A4B44F330B5D9",
            "26DC5C6CE94A4B44F330B5D9BBD77CBF958416295CF7E1CE6BCCDC18FF8C07B6"),
        new(ECCurve.NamedCurves.brainpoolP384r1,
            "8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B412B1DA197FB71123"
            + "ACD3A729901D1A71874700133107EC53",
            "7BC382C63D8C150C3C72080ACE05AFA0C2BEA28E4FB22787139165EFBA91F90F"
            + "8AA5814A503AD4EB04A8C7DD22CE2826",
            "04A8C7DD22CE28268B39B55416F0447C2FB77DE107DCD2A62E880EA53EEB62D5"
            + "7CB4390295DBC9943AB78696FA504C11"),
    ];

    private readonly ECCurve _curve;
    private readonly int _fieldBytes;
    private readonly BigInteger _p;
    private readonly BigInteger _a;
    private readonly BigInteger _b;

    private TssCurve(ECCurve curve, string p, string a, string b)
    {
        (_curve, _fieldBytes) = (curve, p.Length / 2);
        (_p, _a, _b) = (Hex(p), Hex(a), Hex(b));
    }

    /// <summary>A key that can verify; null where the point lies on none of the four curves.</summary>
    /// <param name="point">04‖X‖Y.</param>
    public static ECDsa? TryImport(byte[] point)
    {
        foreach (var curve in s_known)
        {
            if (curve.Holds(point))
            {
                var (x, y) = curve.Coordinates(point);
                return ECDsa.Create(new ECParameters
                {
                    Curve = curve._curve,
                    Q = new ECPoint { X = x.ToArray(), Y = y.ToArray() },
                });
            }
        }

        return null;
    }

    private bool Holds(byte[] point)
    {
        if (point.Length != 1 + (2 * _fieldBytes) || point[0] != 4)
        {
            return false;
        }

        var (left, right) = Coordinates(point);
        var x = new BigInteger(left.Span, isUnsigned: true, isBigEndian: true);
        var y = new BigInteger(right.Span, isUnsigned: true, isBigEndian: true);
        return x < _p && y < _p && ((y * y) - ((((x * x) + _a) * x) + _b)) % _p == 0;
    }

    private (ReadOnlyMemory<byte> X, ReadOnlyMemory<byte> Y) Coordinates(byte[] point) =>
        (point.AsMemory(1, _fieldBytes), point.AsMemory(1 + _fieldBytes, _fieldBytes));

    private static BigInteger Hex(string digits) =>
        BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
