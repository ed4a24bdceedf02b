using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Signing;

/// <summary>All that decides the next step.</summary>
/// <param name="Order">The order, as the journal (and what is about to be journaled) knows it.</param>
/// <param name="Data">What is to be signed.</param>
/// <param name="Known">What is known of the TSS beyond the journal.</param>
/// <param name="Outage">The outage under way.</param>
/// <param name="Now">The moment.</param>
/// <param name="UnknownDeadline">How long an uncertain outcome may hold up the sale.</param>
public sealed record SigningQuestion(
    OrderProgress Order,
    ProcessData Data,
    SigningKnowledge Known,
    TssOutage? Outage,
    DateTimeOffset Now,
    TimeSpan UnknownDeadline);

/// <summary>
/// Stage 11: decides the next TSS step from what the journal knows. An uncertain outcome never leads straight to a
/// second start: first the open transactions are looked at, and what matches nothing is finished as AVBelegabbruch.
/// </summary>
public static class SigningPlan
{
    /// <summary>Reason of an order whose outcome stayed uncertain for too long.</summary>
    public const string OutcomeUnknown = "outcome-unknown";

    /// <summary>The next step.</summary>
    public static SigningStep Next(SigningQuestion question) => question.Order.Stage switch
    {
        OrderStage.Released => new SigningStep.RecordIntent(),
        OrderStage.Intended => NextOfIntended(question),
        OrderStage.Started => NextOfStarted(question),
        OrderStage.Signed or OrderStage.Unsigned => new SigningStep.Issue(),
        OrderStage.Collected or OrderStage.Confirmed or OrderStage.Waiting or OrderStage.Issued
            or OrderStage.HandedOver or OrderStage.HandOverOmitted or OrderStage.Dropped or OrderStage.Rejected
            or OrderStage.SetAside =>
            new SigningStep.Nothing(),
    };

    private static SigningStep NextOfIntended(SigningQuestion question)
    {
        var known = question.Known;
        if (known.Started is { } started)
        {
            return new SigningStep.RecordStart(started);
        }

        if (Ends(question) is { } end)
        {
            return end;
        }

        if (!known.MayBeDone)
        {
            return new SigningStep.Start();
        }

        return known.Open switch
        {
            null => AskOrWait(question, new SigningStep.FindOpen()),
            // The intent has no number, so nothing open can be matched to it: a start of ours that carries no data.
            [var orphan, ..] => AskOrWait(question, new SigningStep.AbortOrphan(orphan)),
            [] => new SigningStep.Start(),
        };
    }

    private static SigningStep NextOfStarted(SigningQuestion question)
    {
        var (known, start) = (question.Known, question.Order.Start!);
        if ((known.Signature ?? known.OnRecord?.Signature) is { } signature)
        {
            return IsWhatWasAsked(signature.Data, question.Data)
                ? new SigningStep.RecordSigned(signature)
                : new SigningStep.RecordUnsigned(
                    "finished-with-other-data",
                    $"Transaction {start.TransactionNumber} was finished with other data.",
                    BeginsOutage: false);
        }

        if (Ends(question) is { } end)
        {
            return end;
        }

        var transaction = new StartedTransaction(
            question.Order.Intent!.EasSerialNumber, start.TransactionNumber, start.SignatureCounter, start.LogTime);
        return known switch
        {
            { MayBeDone: false } => new SigningStep.Finish(transaction),
            { OnRecord: null } => AskOrWait(question, new SigningStep.ReadBack(start.TransactionNumber)),
            { OnRecord.Exists: true, Refusal: { } refusal } => refusal,
            { OnRecord.Exists: true } => new SigningStep.Finish(transaction),
            // Another TSS, or one restored: whether the one before signed cannot be known, so no second start.
            _ => new SigningStep.RecordUnsigned(
                "not-on-record", $"The TSS knows no transaction {start.TransactionNumber}.", BeginsOutage: false),
        };
    }

    // A TSS that writes an order's text itself may put a minus elsewhere; a receipt's text has one form only.
    private static bool IsWhatWasAsked(ProcessData signed, ProcessData asked) => signed == asked
        || (signed.ProcessType == BestellungV1.ProcessType && asked.ProcessType == BestellungV1.ProcessType
            && BestellungV1.SaysTheSame(signed.Text, asked.Text));

    // The sale goes on: at once where the TSS is out, after the deadline where it gives no certain answer.
    private static SigningStep? Ends(SigningQuestion question)
    {
        if (question.Known.Failure is { } failure)
        {
            return failure;
        }

        if (question.Outage is { } outage)
        {
            return new SigningStep.RecordUnsigned(outage.Code, outage.Detail, BeginsOutage: false, outage.Id);
        }

        return question.Known.UncertainSince is { } since
            && Pause.IsOver(since + question.UnknownDeadline, question.Now, question.UnknownDeadline)
            ? new SigningStep.RecordUnsigned(
                OutcomeUnknown, "The TSS gave no certain answer in time.", BeginsOutage: true)
            : null;
    }

    private static SigningStep AskOrWait(SigningQuestion question, SigningStep ask) =>
        question.Known.AskAgainAt is { } time && question.Now < time ? new SigningStep.WaitUntil(time) : ask;
}
