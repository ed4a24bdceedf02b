using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Signing;

/// <summary>For what is too large for memory: read by this user alone, and gone with its closing.</summary>
internal static class TemporaryFile
{
    internal static FileStream Create() => OwnerOnlyFile.Create(
        Path.Combine(Path.GetTempPath(), $"orderconnector-{Path.GetRandomFileName()}"),
        FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
