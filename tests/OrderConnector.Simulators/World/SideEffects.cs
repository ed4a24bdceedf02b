using System.Collections.Concurrent;
using System.Reflection;
using OrderConnector.Functions.Delivering;

namespace OrderConnector.Simulators.World;

/// <summary>
/// Stands before any port and lets each call pass two instants, before and after it was done. It wraps whole
/// interfaces, so a method added later is counted without anybody thinking of it.
/// </summary>
public class SideEffects<TPort> : DispatchProxy
    where TPort : class
{
    private static readonly ConcurrentDictionary<Type, MethodInfo> s_afterTask = new();
    private TPort _inner = null!;
    private SimulatedProcess _process = null!;

    /// <summary>The port as the process sees it.</summary>
    public static TPort Count(TPort inner, SimulatedProcess process)
    {
        var port = Create<TPort, SideEffects<TPort>>();
        var proxy = (SideEffects<TPort>)(object)port;
        proxy._inner = inner;
        proxy._process = process;
        return port;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        var name = $"{typeof(TPort).Name[1..]}.{targetMethod.Name}";
        if (!IsEffect(targetMethod))
        {
            if (targetMethod.Name is not (nameof(IDisposable.Dispose) or nameof(IAsyncDisposable.DisposeAsync)))
            {
                _process.ThrowIfDead(name);
            }

            return Call(targetMethod, args);
        }

        _process.Pass($"before {name}");
        return Call(targetMethod, args) switch
        {
            Task task when targetMethod.ReturnType.IsGenericType =>
                s_afterTask.GetOrAdd(targetMethod.ReturnType.GetGenericArguments()[0], AfterMethod)
                    .Invoke(this, [task, name]),
            Task task => After(task, name),
            ValueTask task => new ValueTask(After(task.AsTask(), name)),
            var other => throw new NotSupportedException($"{name} answers {other?.GetType()}; teach this class."),
        };
    }

    /// <summary>What only looks leaves no trace; what returns no task is a signal inside the process.</summary>
    private static bool IsEffect(MethodInfo method) =>
        (typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType == typeof(ValueTask))
        && !method.Name.StartsWith("Find", StringComparison.Ordinal)
        && !method.Name.StartsWith("Read", StringComparison.Ordinal)
        && !method.Name.StartsWith("Wait", StringComparison.Ordinal)
        && !method.Name.StartsWith("Info", StringComparison.Ordinal)
        && method.Name is not ("MigrateAsync" or "ProbeAsync")
        // The embedded queue, which these worlds have, does nothing here.
        && method.Name is not (nameof(IDeliveryQueue.ExpectWorkAsync) or nameof(IDeliveryQueue.SetAlarmAsync)
            or nameof(IDeliveryQueue.SettleAsync));

    private static MethodInfo AfterMethod(Type result) =>
        typeof(SideEffects<TPort>).GetMethod(nameof(AfterWithResult), BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(result);

    private object? Call(MethodInfo method, object?[]? args)
    {
        try
        {
            return method.Invoke(_inner, args);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(wrapped.InnerException).Throw();
            throw;
        }
    }

    private async Task After(Task task, string name)
    {
        await task;
        _process.Pass($"after {name}");
    }

    private async Task<T> AfterWithResult<T>(Task<T> task, string name)
    {
        var result = await task;
        _process.Pass($"after {name}");
        return result;
    }
}
