namespace OrderConnector.Simulators.Processes;

/// <summary>A folder that goes with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string SharedMemory = "/dev/shm";

    private TemporaryFolder(string path) => Path = path;

    public TemporaryFolder()
        : this(Directory.CreateTempSubdirectory("orderconnector-").FullName)
    {
    }

    public string Path { get; }

    /// <summary>In memory where the system has such a place: for worlds whose crashes are no power cuts.</summary>
    public static TemporaryFolder InMemory() => Directory.Exists(SharedMemory)
        ? new(Directory.CreateDirectory(
            System.IO.Path.Combine(SharedMemory, "orderconnector-" + System.IO.Path.GetRandomFileName())).FullName)
        : new();

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A killed process may hold a file for a moment longer; the system's temporary folder is cleaned anyway.
        }
    }
}
