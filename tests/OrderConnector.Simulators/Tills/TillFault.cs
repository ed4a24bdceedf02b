namespace OrderConnector.Simulators.Tills;

/// <summary>What is wrong with a point of sale just now.</summary>
public enum TillFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Answers 503, or cannot be written to, and keeps nothing.</summary>
    Away,

    /// <summary>Understands the document and does not want it.</summary>
    Refuses,

    /// <summary>Takes the document and neither keeps it nor answers, until the caller gives up.</summary>
    Hangs,

    /// <summary>Keeps the document, then the answer is lost.</summary>
    LosesTheAnswer,
}
