using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>
/// Names of queues: 3 to 63 of a–z, 0–9 and single hyphens, beginning and ending with a letter or digit. The letter
/// after the prefix keeps the three kinds apart, so that no branch can take the name of another one or of a mark.
/// </summary>
internal sealed class QueueNames(string prefix)
{
    private const int Longest = 63;

    /// <summary>Carries in its metadata when work was last expected.</summary>
    public string Work => $"{prefix}-c-work";

    /// <summary>Carries in its metadata the version of keys, agents, branches and channels.</summary>
    public string Directory => $"{prefix}-c-directory";

    /// <summary>
    /// The queue of a branch: by the branch's own id where that makes a name, else by 128 bits of its SHA-256.
    /// </summary>
    public string Of(string branchId)
    {
        var plain = $"{prefix}-b-{branchId}";
        return plain.Length <= Longest && !plain.Contains("--", StringComparison.Ordinal) && plain[^1] != '-'
            && branchId.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? plain
            : $"{prefix}-h-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(branchId)))[..32]}";
    }

    /// <summary>Whether the service takes it as the name of a queue.</summary>
    public static bool IsName(string name) => name.Length is >= 3 and <= Longest
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && !name.Contains("--", StringComparison.Ordinal) && name[0] != '-' && name[^1] != '-';
}
