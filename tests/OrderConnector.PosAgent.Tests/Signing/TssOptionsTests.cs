using Microsoft.Extensions.Options;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Tests.Signing;

public sealed class TssOptionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_default_holds_where_nothing_really_sells() => Assert.True(Validate(new TssOptions()).Succeeded);

    [Fact]
    public void A_branch_in_production_refuses_the_simulated_TSS() => Assert.Equal(
        ["Agent:Production is true, but Tss:Kind is simulator: a simulated TSS signs nothing that counts."],
        Validate(new TssOptions(), production: true).Failures);

    [Fact]
    public void An_unknown_driver_is_refused_with_the_ones_there_are()
    {
        var failure = Assert.Single(Validate(new TssOptions { Kind = "none" }).Failures ?? []);

        Assert.StartsWith("Tss:Kind is 'none'; it must be simulator", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_the_choice_is_told() => Assert.Equal(
        [
            "Agent:Production is true, but Tss:Kind is simulator: a simulated TSS signs nothing that counts.",
            "Tss:MaximumTransactionsPerDay is 0; it must be 1 to 2147483647.",
        ],
        Validate(new TssOptions { MaximumTransactionsPerDay = 0 }, production: true).Failures);

    [Theory]
    [InlineData("code", "file", "X:Code and X:CodeFile are both set; only one of them may be.")]
    [InlineData(null, null, "X:CodeFile must name the file with the secret; or X:Code carries it in the environment.")]
    [InlineData("", null, "X:Code is empty or holds characters other than visible ASCII.")]
    [InlineData("a b", null, "X:Code is empty or holds characters other than visible ASCII.")]
    [InlineData("code", null, null)]
    public void A_secret_comes_from_one_place(string? value, string? file, string? fault) =>
        Assert.Equal(fault, TssSecret.Fault("X:Code", value, file));

    [UnixFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_secret_file_that_others_can_read_is_refused()
    {
        var file = Path.Combine(_folder.Path, "code");
        File.WriteAllText(file, "top-secret\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var fault = TssSecret.Fault("X:Code", null, file);

        Assert.Equal($"X:CodeFile {file} can be read by others; only the service's own user may (chmod 600).", fault);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Assert.Null(TssSecret.Fault("X:Code", null, file));
        Assert.Equal("top-secret", TssSecret.Read(null, file));
    }

    [Fact]
    public void A_secret_file_that_holds_no_secret_is_refused_without_showing_it()
    {
        var file = Path.Combine(_folder.Path, "code");
        File.WriteAllText(file, "top secret\nand more");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
        }

        var fault = TssSecret.Fault("X:Code", null, file)!;

        Assert.Contains("cannot be read, is empty, or holds more than one line", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("top", fault, StringComparison.Ordinal);
        Assert.NotNull(TssSecret.Fault("X:Code", null, file + ".missing"));
    }

    private static ValidateOptionsResult Validate(TssOptions options, bool production = false) =>
        new TssOptionsValidation(production).Validate(null, options);
}
