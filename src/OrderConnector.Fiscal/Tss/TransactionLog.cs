using System.Formats.Asn1;

namespace OrderConnector.Fiscal.Tss;

/// <summary>Log message of a transaction's start, update or finish.</summary>
/// <param name="Operation">"StartTransaction", "UpdateTransaction" or "FinishTransaction".</param>
/// <param name="ClientId">EAS serial number.</param>
/// <param name="Data">Empty at start.</param>
/// <param name="TransactionNumber">TSS transaction number.</param>
/// <param name="Seal">Who, which one in the row, when.</param>
public sealed record TransactionLog(
    string Operation, string ClientId, ProcessData Data, long TransactionNumber, LogSeal Seal) : LogMessage(Seal)
{
    internal const string Oid = LogType + "1";

    /// <summary>Operation of a start.</summary>
    public const string Start = "StartTransaction";

    /// <summary>Operation of a finish.</summary>
    public const string Finish = "FinishTransaction";

    /// <summary>A start carries neither processType nor processData (DSFinV-K, Annex I).</summary>
    public static ProcessData NoData { get; } = new("", "");

    private protected override string KindOid => Oid;

    private protected override void WriteContent(AsnWriter writer)
    {
        WriteText(writer, 0, Operation);
        WriteText(writer, 1, ClientId);
        WriteText(writer, 2, Data.Text);
        WriteText(writer, 3, Data.ProcessType);
        writer.WriteInteger(TransactionNumber, Tag(5));
    }
}

/// <summary>Log message of something the TSS did to itself.</summary>
/// <param name="Operation">"initialize", "selfTest" …</param>
/// <param name="Data">systemOperationData, encoded; may be empty.</param>
/// <param name="Seal">Who, which one in the row, when.</param>
public sealed record SystemLog(string Operation, byte[] Data, LogSeal Seal) : LogMessage(Seal)
{
    internal const string Oid = LogType + "2";

    private protected override string KindOid => Oid;

    private protected override void WriteContent(AsnWriter writer)
    {
        WriteText(writer, 0, Operation);
        writer.WriteOctetString(Data, Tag(1));
    }
}
