namespace OrderConnector.Core.Emergencies;

/// <summary>
/// The number of a paper slip or of a till's receipt, as it is printed: any characters that a printer has.
/// </summary>
public static class SlipNumber
{
    /// <summary>The longest.</summary>
    public const int MaxLength = 60;

    /// <summary>The number without blanks around it; null where it is empty, too long or not printable.</summary>
    public static string? Read(string? text)
    {
        var number = (text ?? "").Trim();
        return number.Length is > 0 and <= MaxLength && !number.Any(char.IsControl) ? number : null;
    }
}
