namespace OrderConnector.Simulators.Tss.Faults;

/// <summary>The calls a simulated vendor takes, whatever the vendor calls them.</summary>
public enum SimulatorCall
{
    /// <summary>Asks for a token.</summary>
    Login,

    /// <summary>Makes a client known, or asks which are.</summary>
    Register,

    /// <summary>Starts a transaction.</summary>
    Start,

    /// <summary>Adds to one.</summary>
    Update,

    /// <summary>Finishes one.</summary>
    Finish,

    /// <summary>Asks for the open ones.</summary>
    FindOpen,

    /// <summary>Asks what became of one.</summary>
    ReadBack,

    /// <summary>Asks for key and state of the device.</summary>
    Info,

    /// <summary>Asks for log messages.</summary>
    Export,

    /// <summary>Says that an export is kept and may be deleted.</summary>
    Acknowledge,

    /// <summary>Asks whether the service runs.</summary>
    Health,

    /// <summary>Nothing this vendor knows.</summary>
    Other,
}
