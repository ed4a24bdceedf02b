using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>What infra/publish makes: published once in a process, unpacked from the zip as the platform does it.</summary>
public static class PublishedApp
{
    private static readonly Lazy<Task<string>> s_zip = new(PublishAsync);

    private static string Root { get; } = typeof(PublishedApp).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <summary>Unpacks the zip into a folder and reads it as the host does.</summary>
    public static async Task<AppPackage> UnpackAsync(string folder)
    {
        await ZipFile.ExtractToDirectoryAsync(await s_zip.Value, folder);
        return AppPackage.Read(folder);
    }

    private static async Task<string> PublishAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "infra", "publish"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test runner tells its own builds is not meant for this one.
        var runners = start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase));
        runners.ToList().ForEach(name => start.Environment.Remove(name));

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var result = new CommandResult(process.ExitCode, await output, await error);
        return result.ExitCode == 0
            ? result.LastLine
            : throw new InvalidOperationException($"infra/publish failed: {result.Output}{result.Error}");
    }
}
