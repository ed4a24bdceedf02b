using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrderConnector.Functions.Describing;

/// <summary>
/// GET /openapi/v1.json: what the wire looks like, in OpenAPI 3.1. Written by hand in parts, one file per audience;
/// tests hold it against the routes and against real answers.
/// </summary>
public static class OpenApiDocument
{
    private const string Prefix = "OpenApi.";
    private static readonly byte[] s_document = JsonSerializer.SerializeToUtf8Bytes(Assemble());

    /// <summary>Answers with the document.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = s_document.Length;
        await context.Response.Body.WriteAsync(s_document, context.RequestAborted);
    }

    private static JsonObject Assemble()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var whole = new JsonObject();
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            Merge(whole, JsonNode.Parse(stream)!.AsObject());
        }

        return whole;
    }

    private static void Merge(JsonObject into, JsonObject part)
    {
        foreach (var (name, value) in part)
        {
            if (into[name] is JsonObject there && value is JsonObject more)
            {
                Merge(there, more);
            }
            else
            {
                into.Add(name, value?.DeepClone());
            }
        }
    }
}
