namespace OrderConnector.PosAgent.Tests.Releasing;

/// <summary>A duty that only a second user of the machine can show: needs root, setpriv and curl.</summary>
public sealed class OtherUserFactAttribute : FactAttribute
{
    /// <summary>Skips where one of them is missing, and says which.</summary>
    public OtherUserFactAttribute() => Skip =
        OperatingSystem.IsWindows() ? "Needs a Unix: another user of the machine."
        : !Environment.IsPrivilegedProcess ? "Needs root, to become another user."
        : !File.Exists("/usr/bin/setpriv") ? "Needs /usr/bin/setpriv, to become another user."
        : !File.Exists("/usr/bin/curl") ? "Needs /usr/bin/curl, to talk to a socket as another user."
        : null;
}
