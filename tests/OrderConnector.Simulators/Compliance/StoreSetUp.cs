using OrderConnector.Core.Agents;

// Where the store's own methods are: a test that sets the scene need not say who does.
namespace OrderConnector.Functions.Storing;

/// <summary>Changes of the directory by an operator whose name does not matter.</summary>
public static class StoreSetUp
{
    private const string Operator = "operator:test";

    public static Task<bool> AddBranchAsync(
        this IOrderStore store, NewBranch branch, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.AddBranchAsync(branch, Operator, now, cancellationToken);

    public static Task<SellerData?> AddSellerDataAsync(
        this IOrderStore store, SellerData data, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.AddSellerDataAsync(data, Operator, now, cancellationToken);

    public static Task<bool> AddChannelAsync(
        this IOrderStore store, Channel channel, StoredKey key, CancellationToken cancellationToken) =>
        store.AddChannelAsync(channel, key, Operator, cancellationToken);

    public static Task<bool> AddKeyAsync(this IOrderStore store, StoredKey key, CancellationToken cancellationToken) =>
        store.AddKeyAsync(key, Operator, cancellationToken);

    public static Task<bool> WidenRangeAsync(
        this IOrderStore store, string branchId, long last, CancellationToken cancellationToken) =>
        store.WidenRangeAsync(branchId, last, Operator, DateTimeOffset.UnixEpoch, cancellationToken);
}
