namespace OrderConnector.Simulators.Tss.Faults;

/// <summary>What goes wrong with one call to a simulated vendor.</summary>
public enum FaultKind
{
    /// <summary>The connection breaks; nothing was done.</summary>
    LostBefore,

    /// <summary>The connection breaks; it was done.</summary>
    LostAfter,

    /// <summary>500 without a body; nothing was done.</summary>
    ErrorBefore,

    /// <summary>500 without a body; it was done.</summary>
    ErrorAfter,

    /// <summary>No answer until the caller gives up; nothing was done.</summary>
    HangBefore,

    /// <summary>No answer until the caller gives up; it was done.</summary>
    HangAfter,

    /// <summary>Done late, also where the caller has given up meanwhile.</summary>
    Slow,

    /// <summary>401: the token is not taken any more.</summary>
    TokenExpired,

    /// <summary>429 with Retry-After.</summary>
    Throttled,

    /// <summary>503: the service is starting.</summary>
    Starting,

    /// <summary>The vendor does not know the client.</summary>
    UnknownClient,

    /// <summary>Too many transactions are open.</summary>
    TooManyOpen,

    /// <summary>No more clients may be registered.</summary>
    TooManyClients,

    /// <summary>The certificate has ended.</summary>
    CertificateExpired,

    /// <summary>The transaction is finished already.</summary>
    AlreadyFinished,

    /// <summary>More records than one export may have.</summary>
    ExportTooLarge,

    /// <summary>The answer carries a signature that does not verify.</summary>
    WrongSignature,

    /// <summary>Answers well and gives nothing back.</summary>
    NothingBack,
}
