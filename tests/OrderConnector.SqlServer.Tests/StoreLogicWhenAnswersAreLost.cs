using OrderConnector.SqlServer.Tests.Engine;
using OrderConnector.SqlServer.Tests.Skipping;

namespace OrderConnector.SqlServer.Tests;

/// <summary>
/// The compliance suite once more, with every second commit kept but its answer lost, as when the line breaks at that
/// instant: each call is tried again, and must recognise what it has done already.
/// </summary>
[Collection(OnPostgres.Name)]
[Needs(Need.PostgreSql)]
public sealed class StoreLogicWhenAnswersAreLost(PostgresServer server) : StoreLogicOnTheStandInEngine(server)
{
    private protected override StandInDatabase Make(string name) =>
        new(name) { LosesAnswer = commit => commit % 2 == 0 };
}
