using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Agents;
using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Channels;
using OrderConnector.Portal.Held;
using OrderConnector.Portal.Register;

namespace OrderConnector.Functions.Administering;

/// <summary>What managers look after in the portal: numbers, branches, channels, keys, agents, held orders.</summary>
public static class DirectoryExtensions
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddDirectory(this IServiceCollection services) =>
        services
            .AddSingleton<KeyMaker>()
            .AddSingleton<IPortalActions, PortalActions>()
            .AddSingleton<RegisterEndpoints>()
            .AddSingleton<BranchEndpoints>()
            .AddSingleton<ChannelEndpoints>()
            .AddSingleton<KeyEndpoints>()
            .AddSingleton<AgentEndpoints>()
            .AddSingleton<HeldEndpoints>();
}
