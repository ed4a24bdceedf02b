namespace OrderConnector.PosAgent.Journaling;

/// <summary>What can happen in a branch. The names are stored: never rename one.</summary>
public enum JournalKind
{
    /// <summary>The journal begins; names its id, the agent and, after a recovery, the journal before.</summary>
    JournalOpened,

    /// <summary>A version of the seller data arrived.</summary>
    SellerDataReceived,

    /// <summary>An order was offered; carries its lease token.</summary>
    OrderCollected,

    /// <summary>The same order was offered again under a new lease token.</summary>
    LeaseRenewed,

    /// <summary>The cloud said "yours": only now may it be signed.</summary>
    Confirmed,

    /// <summary>The cloud said "gone".</summary>
    Dropped,

    /// <summary>Waits for staff.</summary>
    Waiting,

    /// <summary>Staff released it, or it is released automatically.</summary>
    Released,

    /// <summary>Staff refused it.</summary>
    Rejected,

    /// <summary>Cannot be processed here; a person decides.</summary>
    SetAside,

    /// <summary>A start is about to be made; draws receipt number and id, names register and closing period.</summary>
    SigningIntended,

    /// <summary>The TSS gave a transaction number.</summary>
    SigningStarted,

    /// <summary>The TSS signed.</summary>
    Signed,

    /// <summary>Sold without a signature, with the reason.</summary>
    Unsigned,

    /// <summary>A signature counted as lost turned up; never a second receipt.</summary>
    SignatureFoundLater,

    /// <summary>A transaction that led nowhere was finished as AVBelegabbruch.</summary>
    TransactionAborted,

    /// <summary>The receipt is made.</summary>
    Issued,

    /// <summary>The point of sale has it.</summary>
    HandedOver,

    /// <summary>The point of sale refused it.</summary>
    HandOverRefused,

    /// <summary>The TSS failed; the outage begins.</summary>
    OutageBegan,

    /// <summary>The TSS works again.</summary>
    OutageEnded,

    /// <summary>The cloud refused a report.</summary>
    ReportRefused,

    /// <summary>How the agent is.</summary>
    Health,

    /// <summary>The journal ends here; a recovered one goes on.</summary>
    JournalClosed,

    /// <summary>The first signature of a TSS key: from here on signatures are checked against it.</summary>
    TssKeyPinned,

    /// <summary>The cloud lost a report and owns the order anew; names the entry that is reported once more.</summary>
    ReportedAgain,

    /// <summary>No point of sale is configured: nobody is told, and nobody is claimed to have been told.</summary>
    HandOverOmitted,

    /// <summary>Staff ask the cloud to void an order; written before the cloud is asked.</summary>
    VoidAsked,

    /// <summary>
    /// A transaction whose order was not signed by it is finished with a signature that counts for nothing; it is not
    /// asked for again.
    /// </summary>
    SignatureFoundInvalid,

    /// <summary>A business day was closed at a TSS that wants to be told.</summary>
    TssDayClosed,

    /// <summary>The personal data kept beside an order's entries were erased, by whom and why.</summary>
    PersonalErased,
}
