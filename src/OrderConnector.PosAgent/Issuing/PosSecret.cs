namespace OrderConnector.PosAgent.Issuing;

/// <summary>The bearer secret towards the point of sale: one line of visible ASCII.</summary>
internal static class PosSecret
{
    /// <summary>The secret from file or option; null where neither is set.</summary>
    public static string? Read(IssuingOptions options) =>
        options.SecretFile is { } file ? File.ReadAllText(file).Trim() : options.Secret;

    /// <summary>True where the file holds a usable secret.</summary>
    public static bool CanRead(string file)
    {
        try
        {
            return IsUsable(File.ReadAllText(file).Trim());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A header cannot carry anything else.</summary>
    public static bool IsUsable(string secret) =>
        secret.Length is > 0 and <= 4096 && secret.All(c => c is > ' ' and < '\x7f');
}
