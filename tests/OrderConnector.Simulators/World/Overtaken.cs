using System.Reflection;

namespace OrderConnector.Simulators.World;

/// <summary>
/// Stands before any port and lets somebody else be faster: before the first call of a method, something else happens
/// from begin to end. The caller has looked, and what it saw is no longer so when it writes.
/// </summary>
public class Overtaken<TPort> : DispatchProxy
    where TPort : class
{
    private TPort _inner = null!;
    private string _method = null!;
    private Func<Task>? _meanwhile;

    /// <summary>The port as the slower one sees it.</summary>
    public static TPort Before(TPort inner, string method, Func<Task> meanwhile)
    {
        var port = Create<TPort, Overtaken<TPort>>();
        var proxy = (Overtaken<TPort>)(object)port;
        (proxy._inner, proxy._method, proxy._meanwhile) = (inner, method, meanwhile);
        return port;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (targetMethod.Name == _method && _meanwhile is { } meanwhile)
        {
            _meanwhile = null;
            // Not on the caller's context, which stands still until this has ended.
            Task.Run(meanwhile).GetAwaiter().GetResult();
        }

        try
        {
            return targetMethod.Invoke(_inner, args);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(wrapped.InnerException).Throw();
            throw;
        }
    }
}
