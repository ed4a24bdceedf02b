using System.Globalization;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Collecting;

/// <summary>What an agent's calls must look like.</summary>
public static class CollectRules
{
    /// <summary>The most orders offered at once.</summary>
    public const int MaxDeliveries = 200;

    /// <summary>The longest wait.</summary>
    public const int MaxWaitSeconds = 60;

    /// <summary>Faults of a collect.</summary>
    public static IReadOnlyList<Rejection> Check(CollectRequest request)
    {
        List<Rejection> faults = [];
        Hex(faults, "/session", request.Session, 32);
        Within(faults, "/max", request.Max, 1, MaxDeliveries);
        Within(faults, "/waitSeconds", request.WaitSeconds, 0, MaxWaitSeconds);
        Within(faults, "/highestNumber", request.HighestNumber, 0, long.MaxValue);
        Within(faults, "/acknowledged", request.Acknowledged ?? 0, 0, long.MaxValue);
        if (request.Journal is not { } journal)
        {
            faults.Add(new("/journal", "journal-missing", "Say where the journal stands."));
            return faults;
        }

        Hex(faults, "/journal/id", journal.Id, 32);
        Within(faults, "/journal/sequence", journal.Sequence, 0, long.MaxValue);
        if (journal.Sequence > 0 || journal.HeadHash is not "")
        {
            Hex(faults, "/journal/headHash", journal.HeadHash, 64);
        }

        if (journal.PreviousId is not null)
        {
            Hex(faults, "/journal/previousId", journal.PreviousId, 32);
        }

        return faults;
    }

    /// <summary>Faults of a confirm.</summary>
    public static IReadOnlyList<Rejection> Check(ConfirmRequest request) =>
        request.Leases is { Count: > 0 and <= MaxDeliveries } leases
        && leases.All(lease => lease is { Length: > 0 and <= 100 })
            ? []
            : [new("/leases", "leases-malformed", "Name 1 to 200 leases as they were offered.")];

    /// <summary>Faults of an enrolment.</summary>
    public static IReadOnlyList<Rejection> Check(EnrolRequest request)
    {
        List<Rejection> faults = [];
        if (request.AgentId is not { Length: > 0 and <= 64 } id || !id.All(IsIdCharacter))
        {
            faults.Add(new("/agentId", "agent-id-malformed", "1 to 64 of a-z, A-Z, 0-9, '-' and '_'."));
        }

        if (request.EasSerialNumber is not { Length: > 0 and <= 60 } serial || !serial.All(IsSerialCharacter))
        {
            faults.Add(new("/easSerialNumber", "eas-serial-malformed", "1 to 60 characters of PrintableString."));
        }

        Text(faults, "/software", request.Software);
        Text(faults, "/version", request.Version);
        return faults;
    }

    private static bool IsIdCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    // The TSS client id is an ASN.1 PrintableString (BSI TR-03153); ";" would break the QR code apart.
    private static bool IsSerialCharacter(char c) => char.IsAsciiLetterOrDigit(c) || " '()+,-./:=?_".Contains(c);

    private static void Text(List<Rejection> faults, string pointer, string? value)
    {
        if (value is not { Length: > 0 and <= 60 } || value.Any(char.IsControl))
        {
            faults.Add(new(pointer, "text-malformed", "1 to 60 characters."));
        }
    }

    private static void Hex(List<Rejection> faults, string pointer, string? value, int digits)
    {
        if (value is null || value.Length != digits || !value.All(char.IsAsciiHexDigitLower))
        {
            faults.Add(new(pointer, "hex-malformed", string.Create(
                CultureInfo.InvariantCulture, $"{digits} lower-case hex digits.")));
        }
    }

    private static void Within(List<Rejection> faults, string pointer, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            faults.Add(new(pointer, "out-of-range", string.Create(
                CultureInfo.InvariantCulture, $"{least} to {most}.")));
        }
    }
}
