using System.Text;

namespace OrderConnector.Fiscal.Tests.Samples;

/// <summary>Reads the samples' tables: semicolons, every field quoted, escapes for what a line cannot hold.</summary>
internal static class SampleTable
{
    public static IEnumerable<string[]> Rows(string path) => File.ReadLines(path).Skip(1).Select(Fields);

    public static string Unescape(string text) => text
        .Replace("\\r", "\r", StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\uFEFF", "\uFEFF", StringComparison.Ordinal);

    private static string[] Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[i++]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ';' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        return [.. fields, field.ToString()];
    }
}
