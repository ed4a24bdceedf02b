using OrderConnector.Core.Auditing;

namespace OrderConnector.Portal.Stories;

/// <summary>Appends an act to the audit log that changes nothing else; done when it stands there.</summary>
public delegate Task RecordAct(Act act, CancellationToken cancellationToken);
