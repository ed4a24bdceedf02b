using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace OrderConnector.Demo.Starting;

/// <summary>What a finished command said.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>A printed key stands alone on the last line.</summary>
    internal string LastLine => Output.TrimEnd().Split('\n')[^1].Trim();
}

/// <summary>One of the two executables, which the build lays beside the demo.</summary>
/// <param name="assembly">"OrderConnector.Functions" or "OrderConnector.PosAgent".</param>
internal sealed partial class ProductProgram(string assembly)
{
    private const int SigTerm = 15;

    /// <summary>The file that `dotnet` runs.</summary>
    internal string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    /// <summary>Runs a command to its end; throws with its words where it does not end well.</summary>
    internal async Task<CommandResult> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await TryAsync(cancellationToken, arguments);
        return result.ExitCode == 0
            ? result
            : throw new DemoFailure(
                $"`{assembly} {string.Join(' ', arguments)}` ended with {result.ExitCode}: "
                + $"{result.Error}{result.Output}");
    }

    /// <summary>Runs a command to its end, whatever its exit code.</summary>
    internal async Task<CommandResult> TryAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = new Process { StartInfo = Describe(arguments) };
        process.Start();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        finally
        {
            Kill(process);
        }
    }

    /// <summary>Starts a program that stays; what it says goes to a file.</summary>
    internal Process Start(string logFile, params string[] arguments)
    {
        var process = new Process { StartInfo = Describe(arguments), EnableRaisingEvents = true };
        var log = new StreamWriter(logFile, append: true, Encoding.UTF8) { AutoFlush = true };
        void Write(string? line)
        {
            if (line is not null)
            {
                lock (log)
                {
                    log.WriteLine(line);
                }
            }
        }

        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    internal static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Asks it to end and waits; ends it at once where it takes too long.</summary>
    internal static async Task StopAsync(Process process, TimeSpan patience)
    {
        if (process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows() || Signal(process.Id, SigTerm) != 0)
        {
            Kill(process);
        }

        using var limit = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Kill(process);
        }
    }

    private ProcessStartInfo Describe(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int processId, int signal);
}
