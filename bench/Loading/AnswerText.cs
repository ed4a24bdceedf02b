using System.Buffers.Text;

namespace OrderConnector.Bench.Loading;

/// <summary>As much of HTTP/1.1 as Kestrel's small answers need.</summary>
internal static class AnswerText
{
    /// <summary>The three digits after "HTTP/1.1 ".</summary>
    internal static int Status(ReadOnlySpan<byte> answer) =>
        (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + (answer[11] - '0');

    /// <summary>Head and body are there.</summary>
    internal static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var field = answer[..head].IndexOf("Content-Length: "u8);
        if (field < 0)
        {
            throw new InvalidDataException("An answer without Content-Length.");
        }

        return Utf8Parser.TryParse(answer[(field + 16)..], out int length, out _) && answer.Length >= head + 4 + length;
    }
}
