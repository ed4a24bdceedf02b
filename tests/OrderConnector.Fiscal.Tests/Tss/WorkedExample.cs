using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Fiscal.Tests.Tss;

/// <summary>
/// A whole transaction that anybody can compute again: the key follows from a sentence, the nonces from RFC 6979, on
/// brainpoolP384r1.
/// </summary>
internal static class WorkedExample
{
    public const string PublicKey =
        "BIx7N/R6S7BuT0o3hYRdgDwISlWyB//Xh9HFM0Y7C1NTribD24ZZF3wPqgTY0Rc/SAoV8UjmsCalpMYzpfPn5hYQnDJM2KZ1nnDHaRJxXTT2"
        + "rP04WQZdUgCb81YUZ5z0Nw==";

    public const string SerialNumber = "65b1d2832c6e9bf1522b35688f8cb93791fa8741d33b8912c4ccf9895c48a76e";

    public const string StartSignature =
        "Q1mzpI/tXDyYw4puSoGtb0t6VNyqiYvSCD7oG/QEDNk/8YZMDhIZUuE8SIWukGqdOiBGvcEHDOe+1yVELfsXHcr7fOzjZrWthF8abX0Y7sNq"
        + "nPS3EZueY61h32D7IMJi";

    public const string FinishSignature =
        "FU5aHqRx7r29dzDdKwijyKtiyUBvAG/Yxh3L1BdYq7pPYA/IcmJ28Rf1V38L9OScZ1nKa72suxl+w4rkQrpbCm2jPB0YR2Oyc9xSYLj/S4rH"
        + "l1ETd6Cvs3bemyEABsPS";

    public const string FinishBytes =
        "020102060904007f000703070101801146696e6973685472616e73616374696f6e810b53484f502d4245522d3031"
        + "822b42656c65675e322e35305f31392e38305f302e30305f302e30305f302e30305e32322e33303a556e626172"
        + "830e4b617373656e62656c65672d563185017f042065b1d2832c6e9bf1522b35688f8cb93791fa8741d33b8912c4"
        + "ccf9895c48a76e300c060a04007f0007010104010402020100020469b544fb";

    public const string FinishHash =
        "4c4c3af02c76cfc82d3b07db08f038581602f90de4395da9b54df5efc0b1c3fe5dad343f4b2a0d654f9bfc426c5e793a";

    public const string Qr =
        "V0;SHOP-BER-01;Kassenbeleg-V1;Beleg^2.50_19.80_0.00_0.00_0.00^22.30:Unbar;127;256;2026-03-14T11:22:33.000Z;"
        + "2026-03-14T11:22:35.000Z;ecdsa-plain-SHA384;unixTime;" + FinishSignature + ";" + PublicKey;

    private static readonly ProcessData s_data =
        new("Kassenbeleg-V1", "Beleg^2.50_19.80_0.00_0.00_0.00^22.30:Unbar");

    private static readonly DateTimeOffset s_startedAt = new(2026, 3, 14, 11, 22, 33, TimeSpan.Zero);

    public static TransactionLog Start { get; } =
        new(TransactionLog.Start, "SHOP-BER-01", TransactionLog.NoData, 127, Seal(255, s_startedAt));

    public static TransactionLog Finish { get; } =
        new(TransactionLog.Finish, "SHOP-BER-01", s_data, 127, Seal(256, s_startedAt.AddSeconds(2)));

    public static TssSignature Signature { get; } = new(
        "SHOP-BER-01", 127, 256, s_startedAt, s_startedAt.AddSeconds(2), s_data,
        Convert.FromBase64String(FinishSignature),
        new TssKey(Convert.FromBase64String(PublicKey), "ecdsa-plain-SHA384", "unixTime", Test: true));

    public static BigInteger PrivateKey { get; } =
        Number(SHA384.HashData(Encoding.UTF8.GetBytes("worked example key - not a real TSE"))) % DeterministicEcdsa.N;

    private static LogSeal Seal(long counter, DateTimeOffset time) => LogSeal.AtUnixTime(
        Convert.FromHexString(SerialNumber), SignatureAlgorithm.Find("ecdsa-plain-SHA384")!, counter, time);

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}

/// <summary>ECDSA on brainpoolP384r1 with the nonce of RFC 6979: slow, plain, and the same answer every time.</summary>
internal static class DeterministicEcdsa
{
    private const int Bytes = 48;

    public static readonly BigInteger N = Hex(
        "8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B31F166E6CAC0425A7CF3AB6AF6B7FC3103B883202E9046565");

    private static readonly BigInteger s_p = Hex(
        "8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B412B1DA197FB71123ACD3A729901D1A71874700133107EC53");

    private static readonly BigInteger s_a = Hex(
        "7BC382C63D8C150C3C72080ACE05AFA0C2BEA28E4FB22787139165EFBA91F90F8AA5814A503AD4EB04A8C7DD22CE2826");

    private static readonly (BigInteger X, BigInteger Y) s_g = (
        Hex("1D1C64F068CF45FFA2A63A81B7C13F6B8847A3E77EF14FE3DB7FCAFE0CBD10E8E826E03436D646AAEF87B2E247D4AF1E"),
        Hex("8ABE1D7520F9C2A45CB1EB8E95CFD55262B70B29FEEC5864E19C054FF99129280E4646217791811142820341263C5315"));

    public static byte[] PublicPoint(BigInteger key)
    {
        var (x, y) = Times(key, s_g)!.Value;
        return [4, .. Fixed(x), .. Fixed(y)];
    }

    public static byte[] Sign(byte[] message, BigInteger key)
    {
        var hash = SHA384.HashData(message);
        var k = Nonce(key, hash);
        var r = Times(k, s_g)!.Value.X % N;
        var s = Inverse(k, N) * (Number(hash) + (r * key)) % N;
        return [.. Fixed(r), .. Fixed(s)];
    }

    // RFC 6979, 3.2, for a hash as long as the order.
    private static BigInteger Nonce(BigInteger key, byte[] hash)
    {
        byte[] seed = [.. Fixed(key), .. Fixed(Number(hash) % N)];
        var v = Enumerable.Repeat((byte)1, Bytes).ToArray();
        var k = new byte[Bytes];
        foreach (var step in new byte[] { 0, 1 })
        {
            k = HMACSHA384.HashData(k, (byte[])[.. v, step, .. seed]);
            v = HMACSHA384.HashData(k, v);
        }

        while (true)
        {
            v = HMACSHA384.HashData(k, v);
            var nonce = Number(v);
            if (nonce > 0 && nonce < N)
            {
                return nonce;
            }

            k = HMACSHA384.HashData(k, (byte[])[.. v, 0]);
            v = HMACSHA384.HashData(k, v);
        }
    }

    private static (BigInteger X, BigInteger Y)? Times(BigInteger factor, (BigInteger X, BigInteger Y) point)
    {
        (BigInteger X, BigInteger Y)? sum = null;
        (BigInteger X, BigInteger Y)? power = point;
        for (; factor > 0; factor >>= 1)
        {
            sum = factor.IsEven ? sum : Add(sum, power);
            power = Add(power, power);
        }

        return sum;
    }

    private static (BigInteger X, BigInteger Y)? Add((BigInteger X, BigInteger Y)? left, (BigInteger X, BigInteger Y)? right)
    {
        if (left is not { } p || right is not { } q)
        {
            return left ?? right;
        }

        if (p.X == q.X && (p.Y + q.Y) % s_p == 0)
        {
            return null;
        }

        var slope = p == q
            ? ((3 * p.X * p.X) + s_a) * Inverse(2 * p.Y, s_p)
            : (q.Y - p.Y) * Inverse(q.X - p.X, s_p);
        var x = Positive((slope * slope) - p.X - q.X);
        return (x, Positive((slope * (p.X - x)) - p.Y));
    }

    private static BigInteger Positive(BigInteger value) => ((value % s_p) + s_p) % s_p;

    // Euclid, extended.
    private static BigInteger Inverse(BigInteger value, BigInteger modulus)
    {
        var (r, next, t, nextT) = (modulus, ((value % modulus) + modulus) % modulus, BigInteger.Zero, BigInteger.One);
        while (!next.IsZero)
        {
            var quotient = r / next;
            (r, next, t, nextT) = (next, r - (quotient * next), nextT, t - (quotient * nextT));
        }

        return t.Sign < 0 ? t + modulus : t;
    }

    private static byte[] Fixed(BigInteger value)
    {
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[Bytes - bytes.Length], .. bytes];
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static BigInteger Hex(string digits) =>
        BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
