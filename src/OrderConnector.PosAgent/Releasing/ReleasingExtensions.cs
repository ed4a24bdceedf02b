using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Exporting;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Releasing;

/// <summary>Stage 10: staff release, refuse, void and look, through the command line of the same machine.</summary>
public static class ReleasingExtensions
{
    /// <summary>Listens on the socket of the data folder, and on nothing else.</summary>
    /// <param name="builder">The agent's host.</param>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="IOException">The folder's path is too long for a socket.</exception>
    public static WebApplicationBuilder AddReleasing(this WebApplicationBuilder builder, string folder)
    {
        var socket = StaffSocket.PathIn(folder);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket));
        builder.Services.Configure<SocketTransportOptions>(
            sockets => sockets.CreateBoundListenSocket = StaffSocket.Bind);
        var agent = new AgentFolder(folder, credentials: null);
        builder.Services.AddSingleton(new ClosedJournals(agent.ReadClosedJournals)).AddSingleton<StaffDesk>();
        return builder;
    }

    /// <summary>Answers the command line.</summary>
    public static WebApplication MapReleasing(this WebApplication app)
    {
        app.MapStaffDesk();
        app.MapTssExport();
        return app;
    }
}
