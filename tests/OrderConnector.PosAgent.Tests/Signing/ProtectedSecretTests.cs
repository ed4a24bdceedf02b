using System.Runtime.Versioning;
using OrderConnector.PosAgent.Hosting;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>Secrets that Windows keeps, and what other machines say of them.</summary>
public sealed class ProtectedSecretTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "code");

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task Elsewhere_nothing_is_protected_and_no_file_is_made()
    {
        Assert.Equal((2, ProtectedSecret.WindowsOnly + "\n"), await ProtectAsync("top-secret"));
        Assert.False(Path.Exists(File));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Elsewhere_a_file_of_windows_is_refused_and_never_taken_for_the_secret_itself()
    {
        System.IO.File.WriteAllText(File, "dpapi-machine:AQAAANCMnd8=\n");
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(
            $"X:CodeFile {File} was protected by Windows. {ProtectedSecret.WindowsOnly}",
            TssSecret.Fault("X:Code", null, File));
        Assert.Throws<InvalidDataException>(() => TssSecret.Read(null, File));
    }

    [WindowsFact]
    [SupportedOSPlatform("windows")]
    public async Task A_protected_secret_is_read_again_by_its_own_scope_and_is_not_in_the_file()
    {
        foreach (var scope in (string[])["machine", "user"])
        {
            Assert.Equal((0, ""), await ProtectAsync("top-secret\r\n", "--scope", scope));

            Assert.DoesNotContain("top-secret", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
            Assert.Null(TssSecret.Fault("X:Code", null, File));
            Assert.Equal("top-secret", TssSecret.Read(null, File));
            System.IO.File.Delete(File);
        }
    }

    [WindowsFact]
    [SupportedOSPlatform("windows")]
    public void What_was_protected_elsewhere_cannot_be_opened()
    {
        System.IO.File.WriteAllText(File, "dpapi-user:AQAAANCMnd8=\n");

        Assert.Equal(
            $"X:CodeFile {File} cannot be opened: it was protected on another machine or by another user.",
            TssSecret.Fault("X:Code", null, File));
    }

    [WindowsFact]
    public async Task A_file_that_is_there_is_left_alone()
    {
        await System.IO.File.WriteAllTextAsync(File, "mine");

        Assert.Equal(1, (await ProtectAsync("top-secret")).ExitCode);
        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(File));
    }

    private async Task<(int ExitCode, string Error)> ProtectAsync(string secret, params string[] more)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(secret);
        var world = new Surroundings(
            TimeProvider.System, new BranchChance(() => 0, count => new byte[count]), output, error, null, "eva")
        {
            In = input,
        };
        var exitCode = await CommandLine.RunAsync(
            ["tss", "protect", "--data", _folder.Path, "--out", File, .. more], world);
        return (exitCode, error.ToString());
    }
}
