using System.Text.Json;

namespace OrderConnector.Core.Documents;

/// <summary>Finds members given twice, anywhere in a document; runs only where the parser has met one.</summary>
internal static class DuplicateMembers
{
    private const int Enough = 100;

    /// <summary>Adds a fault for each, once, up to a hundred: no body shall buy an answer larger than itself.</summary>
    public static void Find(JsonElement element, Place place, Faults faults)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var names = new Dictionary<string, int>();
            foreach (var member in element.EnumerateObject())
            {
                names[member.Name] = names.GetValueOrDefault(member.Name) + 1;
                if (names[member.Name] == 2 && faults.All.Count < Enough)
                {
                    faults.Add(DocumentFaults.MemberDuplicate(place.Member(member.Name)));
                }

                Find(member.Value, place.Member(member.Name), faults);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray())
            {
                Find(item, place.Item(index++), faults);
            }
        }
    }
}
