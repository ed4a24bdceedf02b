using System.Security.Cryptography;
using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Verifying;

/// <summary>What a journal was found to hold.</summary>
public sealed record JournalSummary(long Entries, long Signed, long Unsigned, long Receipts);

/// <summary>
/// Checks a journal entry by entry, as an auditor would: the chain, every signature against the key pinned at its
/// first use, what was signed, at most one signature per order, receipt numbers of
/// each cash register without a gap.
/// </summary>
/// <param name="journalId">The id the journal claims.</param>
/// <param name="readOrder">Reads all entries of an order.</param>
public sealed class JournalVerifier(string journalId, Func<string, IReadOnlyList<JournalEntry>> readOrder)
{
    private readonly HashSet<string> _keys = [];
    private readonly HashSet<(string Key, long Counter)> _counters = [];
    private byte[] _hash = JournalChain.Anchor(journalId);
    private JournalOpenedData? _opened;
    private long _sequence;
    private readonly Dictionary<string, long> _receiptNumbers = [];
    private long _signed;
    private long _unsigned;
    private long _receipts;

    /// <summary>What was checked so far.</summary>
    public JournalSummary Summary => new(_sequence, _signed, _unsigned, _receipts);

    /// <summary>Checks the next entry; null where it is sound, else what is wrong with it.</summary>
    public string? Check(JournalEntry entry)
    {
        try
        {
            return CheckChain(entry) ?? CheckContent(entry);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidDataException)
        {
            return "its data cannot be read";
        }
    }

    private string? CheckChain(JournalEntry entry)
    {
        if (entry.Sequence != _sequence + 1)
        {
            return $"entry {_sequence + 1} is missing";
        }

        if (entry.Fact.Personal is { } personal && JournalChain.HashPersonal(personal) != entry.PersonalHash)
        {
            return "the personal data beside it were changed";
        }

        _hash = JournalChain.Hash(_hash, entry.Sequence, entry.Fact, entry.PersonalHash);
        _sequence = entry.Sequence;
        return Convert.ToHexStringLower(_hash) == entry.Hash ? null : "its hash does not follow from its content";
    }

    private string? CheckContent(JournalEntry entry)
    {
        var fact = entry.Fact;
        if (_opened is null && fact.Kind is not JournalKind.JournalOpened)
        {
            return "the journal does not begin with JournalOpened";
        }

        return fact.Kind switch
        {
            JournalKind.JournalOpened => CheckOpened(JournalData.Read<JournalOpenedData>(fact)),
            JournalKind.TssKeyPinned => CheckPinned(JournalData.Read<PinnedKey>(fact)),
            JournalKind.SigningIntended => CheckIntent(JournalData.Read<SigningIntent>(fact)),
            JournalKind.Signed => CheckSigned(entry, JournalData.Read<FiscalSummary>(fact)),
            JournalKind.Unsigned => CheckUnsigned(entry, JournalData.Read<FiscalSummary>(fact)),
            JournalKind.SignatureFoundLater => CheckSignature(JournalData.Read<FiscalSummary>(fact)),
            JournalKind.Issued => CheckIssued(entry, JournalData.Read<IssuedReceipt>(fact)),
            JournalKind.SellerDataReceived or JournalKind.OrderCollected or JournalKind.LeaseRenewed
                or JournalKind.Confirmed or JournalKind.Dropped or JournalKind.Waiting or JournalKind.Released
                or JournalKind.Rejected or JournalKind.SetAside or JournalKind.SigningStarted
                or JournalKind.TransactionAborted or JournalKind.SignatureFoundInvalid or JournalKind.HandedOver
                or JournalKind.HandOverRefused or JournalKind.HandOverOmitted
                or JournalKind.OutageBegan or JournalKind.OutageEnded
                or JournalKind.ReportRefused or JournalKind.ReportedAgain or JournalKind.Health
                or JournalKind.JournalClosed or JournalKind.TssDayClosed or JournalKind.VoidAsked => null,
            JournalKind.PersonalErased => CheckErased(entry),
        };
    }

    private string? CheckOpened(JournalOpenedData opened)
    {
        if (_opened is not null)
        {
            return "the journal is opened a second time";
        }

        _opened = opened;
        return opened.JournalId == journalId ? null : "the journal carries another id than its file";
    }

    private string? CheckPinned(PinnedKey key)
    {
        _keys.Add(key.SerialNumber);
        var hash = SHA256.HashData(Convert.FromBase64String(key.PublicKey));
        return Convert.ToHexStringLower(hash) == key.SerialNumber
            ? null
            : "the TSS serial number is not the hash of its key";
    }

    // Orders carried over from the journal before keep the numbers they had there.
    private string? CheckIntent(SigningIntent intent)
    {
        if (_opened!.PreviousId is not null && intent.ReceiptNumber <= _opened.LastReceiptNumber)
        {
            return null;
        }

        var last = _receiptNumbers.GetValueOrDefault(intent.CashRegisterId, _opened.LastReceiptNumber);
        _receiptNumbers[intent.CashRegisterId] = last + 1;
        return intent.ReceiptNumber == last + 1
            ? null
            : $"receipt number {intent.ReceiptNumber} follows on {last}";
    }

    private string? CheckSigned(JournalEntry entry, FiscalSummary fiscal)
    {
        _signed++;
        var before = Before(entry);
        if (before.Any(e => e.Fact.Kind is JournalKind.Signed or JournalKind.Unsigned))
        {
            return "its order had been sold before";
        }

        if (!before.Any(e => e.Fact.Kind is JournalKind.Confirmed))
        {
            return "its order was signed without being confirmed";
        }

        return before.LastOrDefault(e => e.Fact.Kind is JournalKind.SigningStarted) is { } started
            && JournalData.Read<SigningStart>(started.Fact).TransactionNumber == fiscal.TransactionNumber
                ? CheckSignature(fiscal)
                : "its transaction is not the one that was started for it";
    }

    private string? CheckSignature(FiscalSummary fiscal)
    {
        if (SignedSummary.Read(fiscal) is not { } signature)
        {
            return "its signature is not whole";
        }

        if (!_keys.Contains(signature.Key.SerialNumber))
        {
            return "it was signed with a key that was not pinned before";
        }

        if (!_counters.Add((signature.Key.SerialNumber, signature.SignatureCounter)))
        {
            return $"signature counter {signature.SignatureCounter} occurs twice";
        }

        if (!IsWellFormed(signature.Data))
        {
            return "its processData has not the form DSFinV-K, Annex I, wants";
        }

        return SignatureCheck.Check(signature) is SignatureVerdict.Valid ? null : "its signature does not verify";
    }

    private static bool IsWellFormed(ProcessData data) => data.ProcessType switch
    {
        KassenbelegV1.ProcessType => KassenbelegV1.TryRead(data.Text, out _),
        BestellungV1.ProcessType => BestellungV1.TryRead(data.Text, out _),
        _ => false,
    };

    private string? CheckUnsigned(JournalEntry entry, FiscalSummary fiscal)
    {
        _unsigned++;
        return string.IsNullOrWhiteSpace(fiscal.Reason)
            ? "it was sold unsigned without a reason"
            : Before(entry).Any(e => e.Fact.Kind is JournalKind.Signed or JournalKind.Unsigned)
                ? "its order had been sold before"
                : null;
    }

    private string? CheckIssued(JournalEntry entry, IssuedReceipt receipt)
    {
        _receipts++;
        var before = Before(entry);
        var intent = before.LastOrDefault(e => e.Fact.Kind is JournalKind.SigningIntended);
        var sold = before.LastOrDefault(e => e.Fact.Kind is JournalKind.Signed or JournalKind.Unsigned);
        if (intent is null || sold is null)
        {
            return "its receipt was issued before its order was sold";
        }

        if (JournalData.Read<SigningIntent>(intent.Fact).ReceiptNumber != receipt.ReceiptNumber)
        {
            return "its receipt carries another number than was drawn for it";
        }

        return JournalData.Read<FiscalSummary>(sold.Fact).Qr == receipt.Qr
            ? null
            : "its QR code is not that of its signature";
    }

    private string? CheckErased(JournalEntry entry) => Before(entry).Any(e => e.Fact.Personal is not null)
        ? "the personal data it says were erased are still there"
        : null;

    private List<JournalEntry> Before(JournalEntry entry) =>
        [.. readOrder(entry.Fact.OrderId ?? "").TakeWhile(e => e.Sequence < entry.Sequence)];
}
