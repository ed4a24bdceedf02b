namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>What was published, as the host reads it: host.json, a folder per function, the handler.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Settings">host.json.</param>
/// <param name="Functions">The functions by name.</param>
public sealed record AppPackage(
    string Folder, HostSettings Settings, IReadOnlyDictionary<string, FunctionSpec> Functions)
{
    private const string FunctionFile = "function.json";

    /// <summary>Reads strictly: what the host would overlook or stumble over is refused.</summary>
    public static AppPackage Read(string folder)
    {
        var settings = HostSettings.Read(Path.Combine(folder, "host.json"));
        foreach (var file in Directory.EnumerateFiles(folder, FunctionFile, SearchOption.AllDirectories))
        {
            if (Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Length != 2)
            {
                throw new HostRefusalException($"{file} does not lie in a folder of the first level, so nobody reads it.");
            }
        }

        var functions = Directory.EnumerateDirectories(folder)
            .Where(place => File.Exists(Path.Combine(place, FunctionFile)))
            .Select(FunctionSpec.Read)
            .ToDictionary(function => function.Name);
        return !File.Exists(Path.Combine(folder, settings.Executable))
            ? throw new HostRefusalException($"There is no {settings.Executable} in {folder}.")
            : functions.Values.Count(function => function.Kind == TriggerKind.Http) != 1
                ? throw new HostRefusalException("There has to be one function for HTTP.")
                : new AppPackage(folder, settings, functions);
    }
}
