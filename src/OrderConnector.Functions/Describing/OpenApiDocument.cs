using System.Reflection;

namespace OrderConnector.Functions.Describing;

/// <summary>GET /openapi/v1.json: what the wire looks like, in OpenAPI 3.1.</summary>
public static class OpenApiDocument
{
    private static readonly byte[] s_document = Read();

    /// <summary>Answers with the document.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = s_document.Length;
        await context.Response.Body.WriteAsync(s_document, context.RequestAborted);
    }

    private static byte[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("The description is not built in.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
