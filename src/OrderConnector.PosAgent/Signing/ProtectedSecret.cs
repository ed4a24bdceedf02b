using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.PosAgent.Signing;

/// <summary>
/// A secret as Windows keeps it (DPAPI): in its file it is one line, the name of its scope and base64. A copy of the
/// file is worth nothing on another machine, or to another user; a backup holds no secret.
/// </summary>
internal static class ProtectedSecret
{
    /// <summary>Said wherever Windows is missing.</summary>
    internal const string WindowsOnly =
        "Only Windows keeps secrets this way; elsewhere a file of mode 600 or a systemd credential does.";

    private const string Machine = "dpapi-machine:";
    private const string User = "dpapi-user:";

    // No secret: keeps what was protected for something else from being taken for a secret of a TSS.
    private static readonly byte[] s_purpose = "OrderConnector.PosAgent/tss-secret"u8.ToArray();

    /// <summary>Whether a file's text is one.</summary>
    internal static bool IsOne(string text) =>
        text.StartsWith(Machine, StringComparison.Ordinal) || text.StartsWith(User, StringComparison.Ordinal);

    /// <summary>Protects a secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="forMachine">
    /// True where every user of this machine may open it who can read the file; false for this user alone.
    /// </param>
    [SupportedOSPlatform("windows")]
    internal static string Protect(string secret, bool forMachine) =>
        (forMachine ? Machine : User) + Convert.ToBase64String(ProtectedData.Protect(
            Encoding.ASCII.GetBytes(secret), s_purpose,
            forMachine ? DataProtectionScope.LocalMachine : DataProtectionScope.CurrentUser));

    /// <summary>The secret; null where it was protected on another machine, by another user, or is damaged.</summary>
    [SupportedOSPlatform("windows")]
    internal static string? TryOpen(string text)
    {
        var forMachine = text.StartsWith(Machine, StringComparison.Ordinal);
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[(forMachine ? Machine : User).Length..], bytes, out var length))
        {
            return null;
        }

        try
        {
            return Encoding.ASCII.GetString(ProtectedData.Unprotect(
                bytes[..length], s_purpose,
                forMachine ? DataProtectionScope.LocalMachine : DataProtectionScope.CurrentUser));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
