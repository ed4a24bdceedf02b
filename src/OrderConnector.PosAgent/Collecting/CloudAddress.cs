namespace OrderConnector.PosAgent.Collecting;

/// <summary>Where the cloud is. Secrets travel to it, so it is https, or a cloud on this very machine.</summary>
public static class CloudAddress
{
    /// <summary>Reads an address; null with the reason where it must not be used.</summary>
    public static (Uri? Address, string? Fault) Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            return (null, $"'{text}' is no address of a cloud; give one like https://orders.example.com.");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
        {
            return (null, $"'{text}' must be https: the agent's secret travels to it. "
                + "Only a cloud on this machine may be http.");
        }

        // With a slash at the end, so that calls go below a path and not beside it.
        return (new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"), null);
    }

    /// <summary>A client for it.</summary>
    public static HttpClient Client(Uri address) => new(new SocketsHttpHandler
    {
        // A name that moves to another machine is noticed; a cloud behind a balancer is not held on to.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        AllowAutoRedirect = false,
    })
    {
        BaseAddress = address,
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
