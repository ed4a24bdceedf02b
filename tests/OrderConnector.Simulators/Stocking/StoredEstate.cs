using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;

namespace OrderConnector.Simulators.Stocking;

/// <summary>
/// Many branches with a long past and a busy evening. The first branch's past goes through the store as it would have
/// come about; the others' are copies of it, numbered and named as their own.
/// </summary>
/// <param name="store">The cloud's store.</param>
/// <param name="size">How much.</param>
/// <param name="now">The evening.</param>
public sealed class StoredEstate(SqliteOrderStore store, EstateSize size, DateTimeOffset now)
{
    /// <summary>Ids of branches begin so.</summary>
    public const string Prefix = "branch-";

    private const int Batch = 1000;

    /// <summary>Id of a branch, counted from 0.</summary>
    public static string BranchOf(int place) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{place:D3}");

    /// <summary>Adds branches, past and what is open.</summary>
    /// <param name="database">The store's file.</param>
    /// <param name="template">An order that was signed.</param>
    /// <param name="isAlone">Whether nobody else has the file open: then it is filled without a log.</param>
    public async Task AddAsync(string database, StoredOrder template, bool isAlone)
    {
        var branches = Enumerable.Range(0, size.Branches).Select(BranchOf).ToList();
        await Task.WhenAll(branches.Select(AddBranchAsync));
        await new StoredPast(store, branches[0], template).AddAsync(
            size.OrdersPerBranch, now.AddYears(-2), now.AddHours(-1));
        await AddActsAsync();
        if (isAlone)
        {
            // A log is kept as long as a connection has the file.
            await store.DisposeAsync();
        }

        Fill(database, branches[1..], isAlone);
    }

    private async Task AddBranchAsync(string branch)
    {
        var since = now.AddYears(-2);
        await store.AddBranchAsync(
            new NewBranch(branch, "Filiale " + branch, 40_000_000, 49_999_999, "Europe/Berlin"), since, default);
        for (var version = 0; version < 3; version++)
        {
            await store.AddSellerDataAsync(
                new SellerData(
                    0, branch, "Filiale " + branch, "Beispiel GmbH", "Beispielweg 1", "10115", "Berlin", "DEU",
                    "12/345/67890", null, "Europe/Berlin"),
                since, default);
        }
    }

    private void Fill(string database, IReadOnlyList<string> copies, bool isAlone)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        connection.Execute("PRAGMA cache_size = -1000000; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 60000");
        if (isAlone)
        {
            connection.Execute("PRAGMA journal_mode = OFF");
        }

        connection.Execute("BEGIN IMMEDIATE");
        new PastCopies(connection, BranchOf(0)).Add(copies);
        EstateHistory.Add(connection, Prefix, size, now);
        connection.Execute("COMMIT");
        connection.Execute("PRAGMA journal_mode = WAL");
    }

    private async Task AddActsAsync()
    {
        for (var first = 0; first < size.Acts; first += Batch)
        {
            await Task.WhenAll(Enumerable.Range(first, Math.Min(Batch, size.Acts - first)).Select(i =>
                store.RecordAsync(ActOf(i), default)));
        }
    }

    private Act ActOf(int place)
    {
        var round = place / size.Branches;
        var action = (round % 4) switch
        {
            0 => "order.flagged",
            1 => "user.loggedIn",
            2 => "emergency.begun",
            _ => "key.revoked",
        };
        return new Act(
            now.AddMinutes(-10.0 * (size.Acts - place)),
            string.Create(CultureInfo.InvariantCulture, $"user:person-{round % 10}"), action,
            string.Create(CultureInfo.InvariantCulture, $"it-{place}"),
            round % 4 == 1 ? null : BranchOf(place % size.Branches), "as it had to be");
    }
}
