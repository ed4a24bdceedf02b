namespace OrderConnector.PosAgent.Journaling;

/// <summary>
/// How far an order has come in the branch: Collected → Confirmed → (Waiting →) Released → Intended → Started →
/// Signed or Unsigned → Issued → HandedOver. Dropped, Rejected and SetAside leave that road before it is signed.
/// </summary>
public enum OrderStage
{
    /// <summary>Offered and journaled; not ours yet.</summary>
    Collected,

    /// <summary>Ours; release is still to be decided.</summary>
    Confirmed,

    /// <summary>Staff decide.</summary>
    Waiting,

    /// <summary>May be signed.</summary>
    Released,

    /// <summary>Has its receipt number; a start may have been made.</summary>
    Intended,

    /// <summary>Has its TSS transaction number; a finish may have been made.</summary>
    Started,

    /// <summary>Has its signature.</summary>
    Signed,

    /// <summary>Sold without a signature, for a reason on record.</summary>
    Unsigned,

    /// <summary>Has its receipt.</summary>
    Issued,

    /// <summary>At the point of sale: the end of the road.</summary>
    HandedOver,

    /// <summary>No point of sale is configured: the end of the road, too.</summary>
    HandOverOmitted,

    /// <summary>The cloud gave it to somebody else before it was signed.</summary>
    Dropped,

    /// <summary>Refused by staff.</summary>
    Rejected,

    /// <summary>A person in the cloud decides; it may be offered again.</summary>
    SetAside,
}

/// <summary>What follows from a stage.</summary>
public static class OrderStages
{
    /// <summary>Nothing more happens here unless the order is offered again.</summary>
    public static bool IsClosed(OrderStage stage) => stage switch
    {
        OrderStage.HandedOver or OrderStage.HandOverOmitted or OrderStage.Dropped or OrderStage.Rejected
            or OrderStage.SetAside => true,
        OrderStage.Collected or OrderStage.Confirmed or OrderStage.Waiting or OrderStage.Released
            or OrderStage.Intended or OrderStage.Started or OrderStage.Signed or OrderStage.Unsigned
            or OrderStage.Issued => false,
    };

    /// <summary>It was never sold here, so a new offer starts it afresh.</summary>
    public static bool MayBeginAgain(OrderStage stage) => stage switch
    {
        OrderStage.Dropped or OrderStage.Rejected or OrderStage.SetAside => true,
        OrderStage.Collected or OrderStage.Confirmed or OrderStage.Waiting or OrderStage.Released
            or OrderStage.Intended or OrderStage.Started or OrderStage.Signed or OrderStage.Unsigned
            or OrderStage.Issued or OrderStage.HandedOver or OrderStage.HandOverOmitted => false,
    };

    /// <summary>No receipt number drawn yet: the order can still go another way.</summary>
    public static bool IsBeforeSigning(OrderStage stage) => stage switch
    {
        OrderStage.Collected or OrderStage.Confirmed or OrderStage.Waiting or OrderStage.Released => true,
        OrderStage.Intended or OrderStage.Started or OrderStage.Signed or OrderStage.Unsigned or OrderStage.Issued
            or OrderStage.HandedOver or OrderStage.HandOverOmitted or OrderStage.Dropped or OrderStage.Rejected
            or OrderStage.SetAside => false,
    };
}
