using System.Text;
using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.Simulators.Tills;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

/// <summary>What every way to a point of sale must keep.</summary>
public abstract class PosSinkCompliance : IAsyncLifetime
{
    /// <summary>The sink's time-out in these tests.</summary>
    protected static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The sink under test; made by <see cref="InitializeAsync"/>.</summary>
    protected abstract IPosSink Sink { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>What the point of sale has of an order; null for nothing.</summary>
    protected abstract byte[]? Kept(string orderId);

    /// <summary>How many orders the point of sale has.</summary>
    protected abstract int KeptOrders { get; }

    /// <summary>The ways this point of sale can fail.</summary>
    protected abstract IReadOnlyList<TillFault> Faults { get; }

    /// <summary>Breaks or mends the point of sale.</summary>
    /// <param name="fault">What is wrong from now on.</param>
    /// <param name="orderId">The order that will be tried next.</param>
    protected abstract void Break(TillFault fault, string orderId);

    protected static string Id(int ordinal) =>
        OrderId.Derive("webshop", ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture)).Value;

    protected static byte[] Document(int ordinal) =>
        Encoding.UTF8.GetBytes($$"""{"schema":1,"number":{{ordinal}},"note":"Käse, 2 €"}""");

    [Fact]
    public async Task A_document_arrives_byte_for_byte()
    {
        var outcome = await HandOver(1);

        Assert.Equal(new HandOverOutcome(HandOverOutcomeKind.HandedOver, null), outcome);
        Assert.Equal(Document(1), Kept(Id(1)));
    }

    [Fact]
    public async Task A_document_handed_over_twice_is_handed_over_both_times_and_kept_once()
    {
        await HandOver(1);
        var again = await HandOver(1);

        Assert.Equal(HandOverOutcomeKind.HandedOver, again.Kind);
        Assert.Equal(Document(1), Kept(Id(1)));
        Assert.Equal(1, KeptOrders);
    }

    [Fact]
    public async Task Many_documents_at_once_all_arrive()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(HandOver));

        Assert.All(outcomes, outcome => Assert.Equal(HandOverOutcomeKind.HandedOver, outcome.Kind));
        Assert.All(Enumerable.Range(0, 50), n => Assert.Equal(Document(n), Kept(Id(n))));
    }

    [Fact]
    public async Task A_point_of_sale_that_fails_gets_the_document_once_it_works_again()
    {
        foreach (var fault in Faults)
        {
            var ordinal = (int)fault;
            Break(fault, Id(ordinal));
            var failed = await HandOver(ordinal);
            Assert.Equal(Expected(fault), failed.Kind);
            Assert.False(string.IsNullOrWhiteSpace(failed.Detail));

            Break(TillFault.None, Id(ordinal));
            Assert.Equal(new HandOverOutcome(HandOverOutcomeKind.HandedOver, null), await TryUntilHandedOver(ordinal));
            Assert.Equal(Document(ordinal), Kept(Id(ordinal)));
        }

        Assert.Equal(Faults.Count, KeptOrders);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_document_that_was_refused_or_never_arrived()
    {
        foreach (var fault in Faults.Where(fault => fault is TillFault.Away or TillFault.Refuses))
        {
            Break(fault, Id(1));
            await HandOver(1);
            Break(TillFault.None, Id(1));
        }

        Assert.Equal(0, KeptOrders);
    }

    [Fact]
    public async Task A_try_that_is_ended_ends_at_once_and_says_so()
    {
        using var ended = new CancellationTokenSource();
        Break(TillFault.Hangs, Id(1));
        var handOver = Sink.HandOverAsync(Id(1), Document(1), ended.Token);
        await ended.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => handOver);
        Break(TillFault.None, Id(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("8C0F0000000000000000000000000000")]
    [InlineData("8c0f000000000000000000000000000\n")]
    public async Task An_id_that_is_no_order_id_is_a_bug_and_goes_nowhere(string orderId)
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Sink.HandOverAsync(orderId, Document(1), CancellationToken.None));
        Assert.Equal(0, KeptOrders);
    }

    private Task<HandOverOutcome> HandOver(int ordinal) =>
        Sink.HandOverAsync(Id(ordinal), Document(ordinal), CancellationToken.None);

    private async Task<HandOverOutcome> TryUntilHandedOver(int ordinal)
    {
        var outcome = await HandOver(ordinal);
        for (var tries = 0; tries < 100 && outcome.Kind != HandOverOutcomeKind.HandedOver; tries++)
        {
            await Task.Delay(20);
            outcome = await HandOver(ordinal);
        }

        return outcome;
    }

    private static HandOverOutcomeKind Expected(TillFault fault) => fault switch
    {
        TillFault.None => HandOverOutcomeKind.HandedOver,
        TillFault.Refuses => HandOverOutcomeKind.Refused,
        TillFault.Away or TillFault.Hangs or TillFault.LosesTheAnswer => HandOverOutcomeKind.Unavailable,
    };
}
