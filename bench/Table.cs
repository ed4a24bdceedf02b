namespace OrderConnector.Bench;

/// <summary>Plain lines: what, measured, remark, bar.</summary>
internal sealed class Table(TextWriter output)
{
    internal void Head(string title)
    {
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine(new string('-', 110));
    }

    internal void Row(string what, string measured, string remark, string bar) =>
        output.WriteLine($"{what,-34}{measured,14}  {remark,-42}{bar}");

    internal void Ratio(string what, double ratio) =>
        Row(what, FormattableString.Invariant($"{ratio:0.00} times"), "", "<= 1.5 times");

    internal static string PerSecond(double value) => FormattableString.Invariant($"{value:#,0}/s");

    internal static string Milliseconds(TimeSpan time) =>
        FormattableString.Invariant($"{time.TotalMilliseconds:0.0} ms");
}
