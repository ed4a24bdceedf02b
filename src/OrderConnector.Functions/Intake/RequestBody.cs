using System.Buffers;

namespace OrderConnector.Functions.Intake;

/// <summary>A body read whole, or the reason why not.</summary>
/// <param name="Bytes">The body, in memory of its own: it outlives the request while the store writes it.</param>
/// <param name="Fault">Null where it was read.</param>
public readonly record struct RequestBody(byte[] Bytes, Problem? Fault)
{
    /// <summary>The most an order may have.</summary>
    public const int OrderBytes = 256 * 1024;

    /// <summary>The most a batch of reports may have.</summary>
    public const int ReportBytes = 4 * 1024 * 1024;

    /// <summary>Reads a JSON body of at most <paramref name="max"/> bytes.</summary>
    public static async ValueTask<RequestBody> ReadAsync(HttpContext context, int max)
    {
        var request = context.Request;
        if (!IsJson(request.ContentType) || request.Headers.ContentEncoding.Count > 0)
        {
            return new([], new Problem(
                ProblemTypes.MediaTypeUnsupported, "The body must be uncompressed JSON in UTF-8."));
        }

        if (request.ContentLength > max)
        {
            return TooLarge(max);
        }

        var reader = request.BodyReader;
        ArrayBufferWriter<byte>? gathered = null;
        while (true)
        {
            // No token: a caller who goes away ends the read anyway, and asking for one costs an allocation.
            var result = await reader.ReadAsync();
            var buffer = result.Buffer;
            var length = buffer.Length + (gathered?.WrittenCount ?? 0);
            if (length > max)
            {
                reader.AdvanceTo(buffer.End);
                return TooLarge(max);
            }

            if (result.IsCompleted && gathered is null)
            {
                var bytes = buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return new(bytes, null);
            }

            // Taken off the wire at once: bytes that are only looked at would stop Kestrel from reading on.
            gathered ??= new ArrayBufferWriter<byte>(16 * 1024);
            foreach (var segment in buffer)
            {
                gathered.Write(segment.Span);
            }

            reader.AdvanceTo(buffer.End);
            if (result.IsCompleted)
            {
                return new(gathered.WrittenSpan.ToArray(), null);
            }
        }
    }

    /// <summary>"application/json", with no charset or UTF-8.</summary>
    public static bool IsJson(string? contentType)
    {
        if (contentType is null or "application/json")
        {
            return contentType is not null;
        }

        var parts = contentType.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0
            && parts[0].Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && parts.Skip(1).All(IsHarmless);
    }

    private static bool IsHarmless(string parameter) =>
        !parameter.StartsWith("charset", StringComparison.OrdinalIgnoreCase)
        || parameter.Equals("charset=utf-8", StringComparison.OrdinalIgnoreCase)
        || parameter.Equals("charset=\"utf-8\"", StringComparison.OrdinalIgnoreCase);

    private static RequestBody TooLarge(int max) =>
        new([], new Problem(ProblemTypes.BodyTooLarge, $"At most {max} bytes are read here."));
}
