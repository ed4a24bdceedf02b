using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Emergencies;

/// <summary>One line of a list of receipts, as it was read.</summary>
/// <param name="Line">Its number in the text, from 1.</param>
/// <param name="Key">Number of an order or of its paper slip.</param>
/// <param name="Receipt">Number of the till's receipt.</param>
/// <param name="TotalCents">The total on it, where the line has one.</param>
/// <param name="Date">The day on it, where the line has one.</param>
public sealed record ReceiptLine(int Line, string Key, string Receipt, long? TotalCents, DateOnly? Date);

/// <summary>What is wrong with a line.</summary>
/// <param name="Line">Its number in the text, from 1; 0 for the text as a whole.</param>
/// <param name="Text">What is wrong.</param>
public sealed record LineFault(int Line, Text Text);
