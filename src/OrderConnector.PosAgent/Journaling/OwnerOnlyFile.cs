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
        if (OperatingSystem.IsWindows() || File.Exists(path))
        {
            return;
        }

        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }
}
