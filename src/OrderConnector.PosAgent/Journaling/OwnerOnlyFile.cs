namespace OrderConnector.PosAgent.Journaling;

/// <summary>Files that hold customers' data or keys: whoever made the folder, only their owner may read them.</summary>
public static class OwnerOnlyFile
{
    /// <summary>
    /// Makes an empty file for the owner's eyes only; leaves one that is there alone. SQLite gives its -wal and -shm
    /// the same mode. Never opened a second time: closing it would end the locks SQLite holds on it.
    /// </summary>
    public static void MakeWhereMissing(string path)
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(path))
        {
            Create(path).Dispose();
        }
    }

    /// <summary>Makes a file that nobody else may open meanwhile, to be written and read back.</summary>
    /// <exception cref="IOException">There is one already.</exception>
    public static FileStream Create(string path, FileOptions how = FileOptions.None)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = how,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
