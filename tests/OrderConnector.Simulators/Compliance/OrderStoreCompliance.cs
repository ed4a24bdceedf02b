using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

/// <summary>What every order store must do; inherited by the tests of each implementation.</summary>
public abstract partial class OrderStoreCompliance : IAsyncLifetime
{
    /// <summary>The branch most situations play in: numbers 100 to 199.</summary>
    protected const string Branch = "berlin-mitte";

    /// <summary>Noon of a quiet day.</summary>
    protected static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The store under test.</summary>
    protected IOrderStore Store { get; private set; } = null!;

    /// <summary>Opens a store over the same data each time within one test; not migrated.</summary>
    /// <param name="keepsOutbox">Whether it keeps announcements for a queue outside of it.</param>
    protected abstract IOrderStore Open(bool keepsOutbox = false);

    /// <inheritdoc />
    public virtual async Task InitializeAsync()
    {
        Store = Open();
        await Store.MigrateAsync(default);
        Assert.True(await Store.AddBranchAsync(
            new NewBranch(Branch, "Mitte", 100, 199, "Europe/Berlin"), Noon, default));
    }

    /// <inheritdoc />
    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>An order that differs from others by its external id.</summary>
    protected static NewOrder Order(string externalId, string branch = Branch) => new(
        OrderId.Derive("webshop", externalId), "webshop", branch, externalId, "1:" + externalId,
        System.Text.Encoding.UTF8.GetBytes($$"""{"externalId":"{{externalId}}"}"""), 990, OrderState.Queued, null,
        null, null, "auto",
        ReceiptToken.Make(OrderId.Derive("webshop", externalId), new byte[16]), Noon, "channel:webshop", null, null);

    /// <summary>Adds an order that must be new.</summary>
    protected async Task<StoredOrder> AddNewAsync(NewOrder order) =>
        Assert.IsType<AddOrderOutcome.Added>(await Store.AddAsync(order, default)).Order;
}
