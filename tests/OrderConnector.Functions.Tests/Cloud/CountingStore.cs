using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Tests.Cloud;

/// <summary>The real store, and a list of what it was asked: each call is at least one of SQL.</summary>
public class CountingStore : DispatchProxy
{
    private IOrderStore _store = null!;
    private ConcurrentQueue<string> _calls = null!;

    /// <summary>Puts it over the registered store.</summary>
    public static Action<IServiceCollection> Over(ConcurrentQueue<string> calls) => services =>
    {
        var real = services.Last(service => service.ServiceType == typeof(IOrderStore)).ImplementationFactory!;
        services.AddSingleton(provider => Over((IOrderStore)real(provider), calls));
    };

    /// <summary>Puts it over a store.</summary>
    public static IOrderStore Over(IOrderStore store, ConcurrentQueue<string> calls)
    {
        var proxy = Create<IOrderStore, CountingStore>();
        var counting = (CountingStore)(object)proxy;
        (counting._store, counting._calls) = (store, calls);
        return proxy;
    }

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _calls.Enqueue(targetMethod!.Name);
        return targetMethod.Invoke(_store, args);
    }
}
