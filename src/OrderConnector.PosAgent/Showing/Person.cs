using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Showing;

/// <summary>The name somebody at the till gives, as it stands in the records.</summary>
internal static class Person
{
    private static readonly Dictionary<char, string> s_spelled = new()
    {
        ['ä'] = "ae", ['ö'] = "oe", ['ü'] = "ue", ['ß'] = "ss", [' '] = ".",
        ['Ä'] = "Ae", ['Ö'] = "Oe", ['Ü'] = "Ue",
    };

    /// <summary>"Jörg M" is "Joerg.M"; null for what is no name: it is not mended until it is one.</summary>
    internal static string? Read(string? given)
    {
        var name = string.Concat((given ?? "").Trim().Select(c => s_spelled.GetValueOrDefault(c) ?? c.ToString()));
        return StaffActor.IsValid(StaffActor.Prefix + name) ? name : null;
    }
}
