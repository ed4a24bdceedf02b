using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Forms;

namespace OrderConnector.Portal.Channels;

/// <summary>Several branches chosen in a form: ticked, or typed where they are too many to be listed.</summary>
public static class BranchPicks
{
    /// <summary>The field.</summary>
    public const string Field = "branch";

    /// <summary>More are typed, not ticked.</summary>
    public const int MostTicked = 60;

    private const int MostNamed = 10;

    /// <summary>Reads the field; one branch at least, all of them known.</summary>
    public static IReadOnlyList<string> Read(FormReader form, IReadOnlyList<BranchLine> branches)
    {
        var known = branches.Select(branch => branch.Id).ToHashSet(StringComparer.Ordinal);
        var picked = form.All(Field)
            .SelectMany(text => text.Split([' ', ',', ';', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        form.Faults.Unless(picked.Count > 0, Field, ChannelTexts.BranchesFault);
        var unknown = picked.Where(id => !known.Contains(id)).Take(MostNamed).ToList();
        form.Faults.Unless(
            unknown.Count == 0, Field,
            FormReader.Filled(ChannelTexts.BranchesUnknown, string.Join(", ", unknown)));
        return picked;
    }
}
