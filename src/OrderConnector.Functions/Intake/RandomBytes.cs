namespace OrderConnector.Functions.Intake;

/// <summary>Fills a span with unguessable bytes; Program.cs names the source, a simulated world a seeded one.</summary>
public delegate void RandomBytes(Span<byte> destination);
