using System.Text.RegularExpressions;

namespace OrderConnector.Process.Tests.Flushing;

/// <summary>One system call as strace saw it.</summary>
/// <param name="Began">Line on which it was made.</param>
/// <param name="Ended">Line on which it came back.</param>
/// <param name="Name">"write", "fsync" …</param>
/// <param name="File">What its descriptor stands for: a path, or a socket.</param>
/// <param name="Text">Its arguments, quotes escaped.</param>
internal sealed record SystemCall(int Began, int Ended, string Name, string File, string Text);

/// <summary>What a process wrote, flushed and sent, in order.</summary>
internal sealed partial class SystemCalls
{
    private SystemCalls(List<SystemCall> calls) => All = calls;

    internal IReadOnlyList<SystemCall> All { get; }

    /// <summary>The command that runs a program and writes its calls to a file.</summary>
    internal static string[] Wrapper(string file) =>
    [
        "strace", "-f", "--seccomp-bpf", "-y", "-s", "20000", "-o", file,
        "-e", "trace=fdatasync,fsync,sync_file_range,pwrite64,pwritev,write,writev,sendto,sendmsg",
    ];

    internal static SystemCalls Read(string file)
    {
        var calls = new List<SystemCall>();
        var unfinished = new Dictionary<string, SystemCall>();
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (Begin().Match(line) is { Success: true } begun)
            {
                var call = new SystemCall(
                    number, number, begun.Groups["name"].Value, begun.Groups["file"].Value, line);
                if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
                {
                    unfinished[begun.Groups["thread"].Value] = call with { Ended = int.MaxValue };
                }
                else
                {
                    calls.Add(call);
                }
            }
            else if (Resume().Match(line) is { Success: true } resumed
                && unfinished.Remove(resumed.Groups["thread"].Value, out var waiting))
            {
                calls.Add(waiting with { Ended = number, Text = waiting.Text + line });
            }
        }

        calls.AddRange(unfinished.Values);
        return new SystemCalls([.. calls.OrderBy(call => call.Began)]);
    }

    /// <summary>Writes to a file of that name.</summary>
    internal IEnumerable<SystemCall> Writes(string file) =>
        All.Where(call => IsOn(call, file) && call.Name.Contains("write", StringComparison.Ordinal));

    /// <summary>The first flush of the file that began after the write had come back.</summary>
    internal SystemCall? FlushAfter(SystemCall write, string file) => All.FirstOrDefault(call =>
        call.Name is "fsync" or "fdatasync" && IsOn(call, file) && call.Began > write.Ended && call.Text.EndsWith("= 0", StringComparison.Ordinal));

    /// <summary>What went out over a socket and contains all of the words.</summary>
    internal SystemCall? Sent(params string[] words) => All.FirstOrDefault(call =>
        (call.File.StartsWith("TCP", StringComparison.Ordinal) || call.File.StartsWith("socket", StringComparison.Ordinal))
        && words.All(word => call.Text.Contains(word, StringComparison.Ordinal)));

    private static bool IsOn(SystemCall call, string file) => call.File.EndsWith('/' + file, StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<thread>\d+)\s+(?<name>\w+)\(\d+<(?<file>[^>]*)>")]
    private static partial Regex Begin();

    [GeneratedRegex(@"^(?<thread>\d+)\s+<\.\.\. \w+ resumed>")]
    private static partial Regex Resume();
}
