namespace OrderConnector.PosAgent.Signing;

/// <summary>
/// A secret of a TSS: from an option that the environment carries, or from a file that only the service's own user can
/// read, under Windows protected by it where the operator wants it. Never part of a message or a log.
/// </summary>
internal static class TssSecret
{
    private const int Longest = 4096;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>What is wrong with it, by its key; null where it can be used.</summary>
    /// <param name="key">The option that carries it, "Section:Name"; the one that names the file adds "File".</param>
    /// <param name="value">The secret itself.</param>
    /// <param name="file">The path.</param>
    internal static string? Fault(string key, string? value, string? file)
    {
        if (value is not null && file is not null)
        {
            return $"{key} and {key}File are both set; only one of them may be.";
        }

        if (value is not null)
        {
            return IsUsable(value) ? null : $"{key} is empty or holds characters other than visible ASCII.";
        }

        if (file is null)
        {
            return $"{key}File must name the file with the secret; or {key} carries it in the environment.";
        }

        if (!OperatingSystem.IsWindows() && File.Exists(file) && (File.GetUnixFileMode(file) & Others) != 0)
        {
            return $"{key}File {file} can be read by others; only the service's own user may (chmod 600).";
        }

        var text = TryRead(file);
        if (text is not null && ProtectedSecret.IsOne(text))
        {
            if (!OperatingSystem.IsWindows())
            {
                return $"{key}File {file} was protected by Windows. {ProtectedSecret.WindowsOnly}";
            }

            text = ProtectedSecret.TryOpen(text);
            if (text is null)
            {
                return $"{key}File {file} cannot be opened: it was protected on another machine or by another user.";
            }
        }

        return text is not null && IsUsable(text)
            ? null
            : $"{key}File {file} cannot be read, is empty, or holds more than one line of visible ASCII.";
    }

    /// <summary>The secret; its faults were asked for before.</summary>
    /// <exception cref="InvalidDataException">Its file has been changed since, and cannot be opened.</exception>
    internal static string Read(string? value, string? file)
    {
        var text = value ?? File.ReadAllText(file!).Trim();
        return value is not null || !ProtectedSecret.IsOne(text)
            ? text
            : (OperatingSystem.IsWindows() ? ProtectedSecret.TryOpen(text) : null)
                ?? throw new InvalidDataException($"{file} cannot be opened.");
    }

    private static string? TryRead(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>One line of visible ASCII.</summary>
    internal static bool IsUsable(string secret) =>
        secret.Length is > 0 and <= Longest && secret.All(c => c is > ' ' and < '\x7f');
}
