using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace OrderConnector.Simulators.Processes;

/// <summary>What a finished command said.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>A printed key stands alone on the last line.</summary>
    public string LastLine => Output.TrimEnd().Split('\n')[^1].Trim();
}

/// <summary>One of the two executables, which the build lays beside this assembly.</summary>
/// <param name="assembly">"OrderConnector.Functions" or "OrderConnector.PosAgent".</param>
/// <param name="environment">Variables it is started with besides those of this process.</param>
public sealed partial class ProductProgram(string assembly, IReadOnlyDictionary<string, string>? environment = null)
{
    private const int SigTerm = 15;

    /// <summary>The cloud app.</summary>
    public static ProductProgram Cloud { get; } = new("OrderConnector.Functions");

    /// <summary>The branch agent.</summary>
    public static ProductProgram Agent { get; } = new("OrderConnector.PosAgent");

    /// <summary>The cloud app with variables of its own.</summary>
    public static ProductProgram CloudWith(IReadOnlyDictionary<string, string> environment) =>
        new("OrderConnector.Functions", environment);

    /// <summary>The file that `dotnet` runs.</summary>
    public string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    /// <summary>Runs a command to its end, whatever its exit code.</summary>
    public async Task<CommandResult> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = new Process { StartInfo = Describe(arguments) };
        process.Start();
        process.StandardInput.Close();
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

    /// <summary>Runs a command that must end well; answers its last line.</summary>
    public async Task<string> DoAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await RunAsync(cancellationToken, arguments);
        return result.ExitCode == 0
            ? result.LastLine
            : throw new InvalidOperationException(
                $"{assembly} {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}{result.Output}");
    }

    /// <summary>Starts a program that stays; what it says goes to a file.</summary>
    /// <param name="logFile">Where its output goes; appended.</param>
    /// <param name="wrapper">A program that runs it, as strace does; empty for none.</param>
    /// <param name="arguments">Its arguments.</param>
    public Process Start(string logFile, IReadOnlyList<string> wrapper, params string[] arguments)
    {
        var process = new Process { StartInfo = Describe(arguments, wrapper) };
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

    /// <summary>Ends it at once, as a power cut would (SIGKILL).</summary>
    public static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Asks it to end (SIGTERM) and waits; answers its exit code, null where it had to be killed.</summary>
    public static async Task<int?> StopAsync(Process process, TimeSpan patience)
    {
        if (!process.HasExited && (OperatingSystem.IsWindows() || Signal(process.Id, SigTerm) != 0))
        {
            Kill(process);
        }

        using var limit = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            return null;
        }
    }

    private ProcessStartInfo Describe(string[] arguments, IReadOnlyList<string>? wrapper = null)
    {
        string[] command = [.. wrapper ?? [], "dotnet", Path, .. arguments];
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int processId, int signal);
}
