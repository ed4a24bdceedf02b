using OrderConnector.Infra.Tests.Parsing;

namespace OrderConnector.Infra.Tests.Vocabulary;

/// <summary>The hand-written list of what Azure knows, azure-types.txt, and the check of a template against it.</summary>
internal sealed class AzureTypes
{
    private static readonly string[] s_everywhere = ["parent", "scope", "name", "dependsOn"];
    private readonly Dictionary<string, Dictionary<string, string[]>> _types = [];

    private AzureTypes(IEnumerable<string> lines)
    {
        Dictionary<string, string[]> properties = [];
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] != ' ')
            {
                _types.Add(line, properties = []);
                continue;
            }

            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            properties.Add(parts[0], parts.Length == 1 ? [] : parts[1].Split(' '));
        }
    }

    internal static AzureTypes Listed { get; } = new(File.ReadLines(Path.Combine(
        Repository.Root, "tests", "OrderConnector.Infra.Tests", "Vocabulary", "azure-types.txt")));

    internal IEnumerable<string> Types => _types.Keys;

    /// <summary>Everything the template says that is not on the list.</summary>
    internal IReadOnlyList<string> FindUnknown(Template template)
    {
        List<string> unknown = [];
        foreach (var resource in template.Resources)
        {
            if (!_types.TryGetValue(resource.What, out var properties))
            {
                unknown.Add($"{template.File}: {resource.What} is not on the list.");
                continue;
            }

            Walk(resource.Object, "", new Check(template, resource, properties, unknown));
        }

        return unknown;
    }

    private static void Walk(BicepValue value, string path, Check check)
    {
        switch (check.Template.Resolve(value))
        {
            case BicepValue.Thing thing:
                foreach (var (key, inner) in thing.Members.Where(m => path != "" || !s_everywhere.Contains(m.Key)))
                {
                    Walk(inner, check.Known(path, key), check);
                }

                break;
            case BicepValue.Many many:
                many.Items.ToList().ForEach(item => Walk(item, path + "[]", check));
                break;
            case BicepValue.Loop loop:
                Walk(loop.Give, path + "[]", check);
                break;
            case BicepValue.Choice choice:
                Walk(choice.Then, path, check);
                Walk(choice.Else, path, check);
                break;
            case BicepValue.Call { Function: "concat" } call:
                call.With.ToList().ForEach(part => Walk(part, path, check));
                break;
            case BicepValue.Text text:
                check.Allowed(path, text.Value);
                break;
            default:
                break;
        }
    }

    private sealed record Check(
        Template Template, Declared Resource, Dictionary<string, string[]> Properties, List<string> Unknown)
    {
        internal string Known(string path, string key)
        {
            var exact = path == "" ? key : $"{path}.{key}";
            var any = $"{path}.*";
            if (!Begins(exact) && !Begins(any))
            {
                Unknown.Add($"{Template.File}: {Resource.What} knows no {exact}.");
            }

            return Begins(exact) ? exact : any;
        }

        internal void Allowed(string path, string value)
        {
            if (Properties.TryGetValue(path, out var allowed) && allowed.Length > 0 && !allowed.Contains(value))
            {
                Unknown.Add($"{Template.File}: {path} of {Resource.What} cannot be {value}.");
            }
        }

        private bool Begins(string path) => Properties.Keys.Any(known => known == path
            || known.StartsWith(path + ".", StringComparison.Ordinal)
            || known.StartsWith(path + "[]", StringComparison.Ordinal));
    }
}
