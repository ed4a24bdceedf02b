using System.Buffers;

namespace OrderConnector.Fiscal.Tss;

/// <summary>Which serial numbers a recording system may have, for the TSS takes it as client id.</summary>
public static class EasSerialNumber
{
    /// <summary>"/" and "_" are missing since DSFinV-K 2.3: file names of the export are made of it.</summary>
    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-.:=?");

    /// <summary>1 to 70 characters of those a TSS takes, with no blank at either end.</summary>
    public static bool IsValid(string text) =>
        text.Length is >= 1 and <= 70
        && text[0] != ' ' && text[^1] != ' '
        && !text.AsSpan().ContainsAnyExcept(s_allowed);
}
