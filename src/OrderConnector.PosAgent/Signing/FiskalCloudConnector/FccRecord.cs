using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>A log message of an export.</summary>
/// <param name="Encoded">As it lay in the archive.</param>
/// <param name="Message">Read.</param>
internal sealed record FccLog(byte[] Encoded, FoundLogMessage Message);

/// <summary>Reads from the log of one transaction what became of it.</summary>
internal static class FccRecord
{
    /// <summary>
    /// What is on record. No message at all is no such transaction; messages of which none is its start are not its
    /// log, and null.
    /// </summary>
    internal static TransactionOnRecord? Read(
        IReadOnlyList<FccLog> logs, string clientId, long number, TssKey key)
    {
        if (logs.Count == 0)
        {
            return new TransactionOnRecord(false, null);
        }

        var own = Own(logs, number);
        if (own.FirstOrDefault(log => log.Message.Operation == TransactionLog.Start) is not { } start)
        {
            return null;
        }

        if (start.Message.Transaction!.ClientId != clientId)
        {
            return new TransactionOnRecord(false, null);
        }

        var finish = own.FirstOrDefault(log => log.Message.Operation == TransactionLog.Finish);
        return new TransactionOnRecord(true, finish is null ? null : Signature(start, finish, key))
        {
            Start = StartIn(logs, clientId, number)! with
            {
                Signature = new StartSignature(start.Message.Signature, key, start.Encoded),
            },
        };
    }

    /// <summary>Its start; null where it is not among them.</summary>
    internal static StartedTransaction? StartIn(IReadOnlyList<FccLog> logs, string clientId, long number) =>
        Own(logs, number).FirstOrDefault(log => log.Message.Operation == TransactionLog.Start) is { } start
            ? new StartedTransaction(
                clientId, number, start.Message.Seal.SignatureCounter, start.Message.Seal.Time)
            : null;

    private static List<FccLog> Own(IReadOnlyList<FccLog> logs, long number) =>
        [.. logs.Where(log => log.Message.Transaction?.Number == number)];

    private static TssSignature Signature(FccLog start, FccLog finish, TssKey key)
    {
        var (transaction, seal) = (finish.Message.Transaction!, finish.Message.Seal);
        // The message itself is kept only where it is not what its parts would give.
        var plain = SignedLogMessage.TryRead(finish.Encoded, out _);
        return new TssSignature(
            transaction.ClientId, transaction.Number, seal.SignatureCounter, start.Message.Seal.Time, seal.Time,
            transaction.Data, finish.Message.Signature, key, plain ? null : finish.Encoded);
    }
}
