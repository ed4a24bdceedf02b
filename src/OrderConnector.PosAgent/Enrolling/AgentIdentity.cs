using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Enrolling;

/// <summary>Who this agent is; made once, kept in agent.json.</summary>
/// <param name="AgentId">Made once, before the first call; 32 hex digits.</param>
/// <param name="EasSerialNumber">Serial number of the recording system, the TSS client id.</param>
/// <param name="Cloud">The cloud's address.</param>
/// <param name="BranchId">Its branch; null until the cloud has answered.</param>
public sealed record AgentIdentity(string AgentId, string EasSerialNumber, string Cloud, string? BranchId);

/// <summary>Serial numbers of recording systems.</summary>
public static class EasSerialNumbers
{
    /// <summary>What is told to a person who gives a wrong one.</summary>
    public const string Rule =
        "An EAS serial number is 1 to 60 of the characters A-Z a-z 0-9 space ' ( ) + , - . : = ?, without a space at "
        + "either end.";

    /// <summary>What every TSS takes and the cloud stores.</summary>
    public static bool IsValid(string serial) => serial.Length <= 60 && EasSerialNumber.IsValid(serial);

    /// <summary>A serial number made of randomness, where the owner gives none.</summary>
    public static string Make(ReadOnlySpan<byte> random) => $"OC-{Convert.ToHexString(random)}";
}
