using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Forms;

/// <summary>What is wrong with what was typed, by field: a form shows all of it at once, beside the fields.</summary>
public sealed class Faults
{
    private readonly List<(string Field, Text Text)> _all = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _all.Count > 0;

    /// <summary>All of them, in the order of the fields.</summary>
    public IReadOnlyList<(string Field, Text Text)> All => _all;

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    public Text? this[string field] => _all.FirstOrDefault(fault => fault.Field == field).Text;

    /// <summary>Notes a fault; the first one of a field counts.</summary>
    public void Add(string field, Text text)
    {
        if (this[field] is null)
        {
            _all.Add((field, text));
        }
    }

    /// <summary>Notes a fault where something does not hold.</summary>
    public void Unless(bool holds, string field, Text text)
    {
        if (!holds)
        {
            Add(field, text);
        }
    }
}
