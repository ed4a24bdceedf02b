namespace OrderConnector.PosAgent;

/// <summary>What several sections of the configuration ask of their options, told by the option's key.</summary>
internal static class OptionFaults
{
    /// <summary>https anywhere, http on this machine only, and never a password inside: it would end in logs.</summary>
    internal static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri
        && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>An address secrets may travel to; null where it is one.</summary>
    /// <param name="key">"Section:Name".</param>
    /// <param name="text">The address.</param>
    /// <param name="mayHaveQuery">False where calls are added behind it.</param>
    internal static string? Address(string key, string text, bool mayHaveQuery = true) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && IsSafe(address)
        && (mayHaveQuery || address.Query.Length == 0)
            ? null
            : $"{key} must be an https address, or http on this machine; "
                + "a user name or password does not belong into it.";

    /// <summary>A number within its bounds, both included; null where it is.</summary>
    /// <param name="key">"Section:Name".</param>
    /// <param name="value">The number.</param>
    /// <param name="least">The smallest that is taken.</param>
    /// <param name="most">The largest that is taken.</param>
    internal static string? Within(string key, int value, int least, int most) => value >= least && value <= most
        ? null
        : FormattableString.Invariant($"{key} is {value}; it must be {least} to {most}.");
}
