using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Tests.Hosting;

/// <summary>A store that fails in one method, as no simulator can.</summary>
public class FailingStore : DispatchProxy
{
    private string _method = "";
    private Func<Exception> _exception = null!;
    private IOrderStore _store = null!;

    /// <summary>Puts it over the registered store.</summary>
    public static Action<IServiceCollection> Over(string method, Func<Exception> exception) => services =>
    {
        var real = services.Last(service => service.ServiceType == typeof(IOrderStore)).ImplementationFactory!;
        services.AddSingleton(provider =>
        {
            var proxy = Create<IOrderStore, FailingStore>();
            var failing = (FailingStore)(object)proxy;
            failing._method = method;
            failing._exception = exception;
            failing._store = (IOrderStore)real(provider);
            return proxy;
        });
    };

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == _method ? throw _exception() : targetMethod.Invoke(_store, args);
}
