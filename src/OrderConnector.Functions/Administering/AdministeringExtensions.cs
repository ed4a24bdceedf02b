using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Emergencies;
using OrderConnector.Portal.Orders;

namespace OrderConnector.Functions.Administering;

/// <summary>What operators ask over HTTP and managers do in the portal; the command line stands beside it.</summary>
public static class AdministeringExtensions
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddAdministering(this IServiceCollection services) =>
        services
            .AddSingleton<NumbersEndpoint>()
            .AddSingleton<UserKeeper>()
            .AddSingleton<AlertKeeper>()
            .AddSingleton<IAlertActions>(provider => provider.GetRequiredService<AlertKeeper>())
            .AddDirectory()
            .AddSingleton<EmergencyDesk>()
            .AddSingleton<OrdersEndpoints>()
            .AddSingleton<FlagEndpoints>()
            .AddSingleton<EmergencyEndpoints>()
            .AddSingleton<MatchEndpoints>();
}
