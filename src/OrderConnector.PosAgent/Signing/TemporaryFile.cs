namespace OrderConnector.PosAgent.Signing;

/// <summary>For what is too large for memory: read by this user alone, and gone with its closing.</summary>
internal static class TemporaryFile
{
    internal static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"orderconnector-{Path.GetRandomFileName()}"), options);
    }
}
