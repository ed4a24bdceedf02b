namespace OrderConnector.Process.Tests.Costing;

/// <summary>The euros of docs/cost.md follow from its counts and its prices.</summary>
public sealed class TheTableOfCosts
{
    private const double Hours = 720;
    private const double Seconds = Hours * 3600;

    private static readonly double s_operation = Of("price of 10,000 storage operations, €") / 10_000;
    private static readonly double s_execution = Of("price of a million executions, €") / 1_000_000;
    private static readonly double s_instanceSecond =
        Of("price of a GB-second, €") * Of("memory of an instance, GB");

    [Theory]
    [InlineData("a million orders: storage operations, €")]
    [InlineData("a million orders: executions, €")]
    [InlineData("a branch and month: storage operations, €")]
    [InlineData("a branch and month: executions, €")]
    [InlineData("a branch and month: its share of instances, €")]
    [InlineData("an app and month: the minute timer, €")]
    public void Each_sum_is_what_the_counts_and_prices_make(string row) =>
        Assert.Equal(Math.Round(Made(row), 2), Of(row), 6);

    private static double Made(string row) => row.Split(':', 2) switch
    {
        ["a million orders", " storage operations, €"] => 1e6 * Of("storage operations per order") * s_operation,
        ["a million orders", " executions, €"] => 1e6 * Of("executions per order") * s_execution,
        ["a branch and month", " storage operations, €"] =>
            Hours * Of("storage operations per idle branch and hour") * s_operation,
        ["a branch and month", " executions, €"] =>
            Hours * Of("executions per idle branch and hour") * s_execution,
        ["a branch and month", _] => Seconds * s_instanceSecond / Of("waiting agents per instance"),
        // One run a minute, billed as one second at least.
        _ => Hours * 60 * (s_instanceSecond + s_execution),
    };

    private static double Of(string name) => CostDocument.Read(name);
}
