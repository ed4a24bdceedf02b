using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrderConnector.Functions.Intake;

/// <summary>Writes JSON answers without allocations: each thread keeps one buffer and one writer.</summary>
public static class JsonAnswer
{
    private const int KeptBytes = 64 * 1024;

    // Answers are JSON, never part of a page: "ü" and "+" may stand as they are.
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [ThreadStatic]
    private static Scratch? t_scratch;

    /// <summary>Writes the whole answer with its length; Kestrel flushes it when the request ends.</summary>
    public static void Write<T>(
        HttpResponse response, int status, string contentType, T value, Action<Utf8JsonWriter, T> write)
    {
        var scratch = t_scratch ?? new Scratch();
        // Taken out while in use, so that a writer that fails half way is dropped, not reused.
        t_scratch = null;
        write(scratch.Json, value);
        scratch.Json.Flush();
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = scratch.Bytes.WrittenCount;
        response.BodyWriter.Write(scratch.Bytes.WrittenSpan);
        if (scratch.Bytes.Capacity <= KeptBytes)
        {
            scratch.Reset();
            t_scratch = scratch;
        }
    }

    /// <summary>Writes a 200 answer in JSON.</summary>
    public static void Ok<T>(HttpResponse response, T value, Action<Utf8JsonWriter, T> write) =>
        Write(response, StatusCodes.Status200OK, "application/json", value, write);

    private sealed class Scratch
    {
        public Scratch() => Json = new Utf8JsonWriter(Bytes, s_options);

        public ArrayBufferWriter<byte> Bytes { get; } = new(4096);

        public Utf8JsonWriter Json { get; }

        public void Reset()
        {
            Bytes.ResetWrittenCount();
            Json.Reset(Bytes);
        }
    }
}
