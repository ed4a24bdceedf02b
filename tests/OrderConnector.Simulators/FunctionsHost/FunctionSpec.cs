using System.Text.RegularExpressions;

namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>What fires a function.</summary>
public enum TriggerKind
{
    /// <summary>An HTTP request.</summary>
    Http,

    /// <summary>A schedule.</summary>
    Timer,

    /// <summary>A message of a storage queue.</summary>
    Queue,
}

/// <summary>One function.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Kind">What fires it.</param>
/// <param name="Binding">The name of its trigger binding.</param>
/// <param name="Queue">The queue as function.json names it, "%SETTING%" included; empty for other kinds.</param>
/// <param name="Connection">Where that queue lies: the prefix of settings; empty for other kinds.</param>
public sealed partial record FunctionSpec(string Name, TriggerKind Kind, string Binding, string Queue, string Connection)
{
    internal static FunctionSpec Read(string folder)
    {
        var name = Path.GetFileName(folder);
        var bindings = StrictJson.Read(Path.Combine(folder, "function.json")).Only("bindings").Objects("bindings");
        var kinds = bindings.Select(binding => binding.Text("type")).ToList();
        var (trigger, others) = (bindings[0], bindings.Skip(1).ToList());
        trigger.Require("direction", "in");
        switch (kinds[0])
        {
            case "httpTrigger" when kinds is ["httpTrigger", "http"]:
                trigger.Only("type", "name", "direction", "authLevel", "route", "methods")
                    .Require("authLevel", "anonymous");
                trigger.Require("route", "{*path}");
                others[0].Only("type", "name", "direction").Require("direction", "out");
                return trigger.Texts("methods").Order(StringComparer.Ordinal).SequenceEqual(s_methods)
                    ? new FunctionSpec(name, TriggerKind.Http, trigger.Text("name"), "", "")
                    : throw new HostRefusalException($"{name} does not take every method.");
            case "timerTrigger" when others.Count == 0:
                trigger.Only("type", "name", "direction", "schedule", "useMonitor").Require("schedule", "0 * * * * *");
                return new FunctionSpec(name, TriggerKind.Timer, trigger.Text("name"), "", "");
            case "queueTrigger" when others.Count == 0:
                trigger.Only("type", "name", "direction", "queueName", "connection");
                return new FunctionSpec(
                    name, TriggerKind.Queue, trigger.Text("name"), trigger.Text("queueName"),
                    trigger.Text("connection"));
            default:
                throw new HostRefusalException($"{name} has the bindings {string.Join(", ", kinds)}.");
        }
    }

    /// <summary>The queue with its %SETTING% resolved, as the host does it before it listens.</summary>
    public string QueueName(IReadOnlyDictionary<string, string> settings) => Setting().Replace(
        Queue, match => settings.TryGetValue(match.Groups["name"].Value, out var value)
            ? value
            : throw new HostRefusalException($"{Name}: {match.Value} does not resolve to a value."));

    [GeneratedRegex("%(?<name>[A-Za-z_][A-Za-z0-9_]*)%")]
    private static partial Regex Setting();

    private static readonly string[] s_methods = ["delete", "get", "head", "options", "patch", "post", "put"];
}
