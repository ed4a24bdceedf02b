using System.Text.Json;
using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Enrolling;

/// <summary>The agent's data folder: identity, secret, journal.</summary>
/// <param name="path">The folder.</param>
/// <param name="credentials">The folder of systemd credentials; null where there is none.</param>
public sealed class AgentFolder(string path, string? credentials)
{
    private const string SecretName = "secret";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The journal's file.</summary>
    public string Journal => File("journal.db");

    /// <summary>A journal that a recovery is making; it takes the journal's place once it is whole.</summary>
    public string JournalInTheMaking => File("journal.next.db");

    /// <summary>Where a journal goes that another one continues.</summary>
    public string ClosedJournal(string journalId) => File($"journal-{journalId}.db");

    /// <summary>All journals, the one at work last.</summary>
    public IReadOnlyList<string> ReadJournals() => Directory.Exists(Path)
        ? [.. ReadClosedJournals(), .. new[] { Journal }.Where(System.IO.File.Exists)]
        : [];

    /// <summary>Journals that another one continues.</summary>
    public IReadOnlyList<string> ReadClosedJournals() =>
        [.. Directory.GetFiles(Path, "journal-*.db").Order(StringComparer.Ordinal)];

    /// <summary>Settings of this agent, JSON; optional.</summary>
    public string Settings => File("settings.json");

    /// <summary>A file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder; only its owner may enter.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Who the agent is; null before it was enrolled for the first time.</summary>
    public AgentIdentity? ReadIdentity() => System.IO.File.Exists(File("agent.json"))
        ? JsonSerializer.Deserialize<AgentIdentity>(System.IO.File.ReadAllText(File("agent.json")), s_json)
        : null;

    /// <summary>Keeps who the agent is.</summary>
    public void WriteIdentity(AgentIdentity identity) =>
        Write("agent.json", JsonSerializer.Serialize(identity, s_json) + "\n");

    /// <summary>
    /// The agent's secret: systemd's credential where there is one, else the file; null where there is none.
    /// </summary>
    public string? ReadSecret()
    {
        string?[] places = [
            credentials is null ? null : System.IO.Path.Combine(credentials, "orderconnector-secret"),
            File(SecretName)];
        return places.OfType<string>().FirstOrDefault(System.IO.File.Exists) is { } place
            ? System.IO.File.ReadAllText(place).Trim()
            : null;
    }

    /// <summary>Keeps the secret where only the owner can read it.</summary>
    public void WriteSecret(string secret) => Write(SecretName, secret + "\n");

    // Whole or not at all: written beside, flushed, then moved into place.
    private void Write(string name, string text)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var temporary = File(name + ".new");
        System.IO.File.Delete(temporary);
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(temporary, File(name), overwrite: true);
    }

    private static readonly JsonSerializerOptions s_json = new(WireJson.Options) { WriteIndented = true };
}
