using System.Globalization;

namespace OrderConnector.PosAgent.Signing;

/// <summary>BON_ID: unique over all registers of a trader and continuous, at most 40 characters (DSFinV-K).</summary>
public static class ReceiptIds
{
    /// <summary>Longest cash register id that leaves room for any number.</summary>
    public const int LongestRegister = 20;

    /// <summary>Whether a cash register may be called so.</summary>
    public static bool IsRegister(string cashRegisterId) =>
        cashRegisterId.Length is > 0 and <= LongestRegister
        && cashRegisterId.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <summary>The id of a receipt.</summary>
    public static string Of(string cashRegisterId, long receiptNumber) =>
        string.Create(CultureInfo.InvariantCulture, $"{cashRegisterId}-{receiptNumber}");
}
