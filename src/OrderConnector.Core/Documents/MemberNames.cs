using System.Text;
using System.Text.Json;

namespace OrderConnector.Core.Documents;

/// <summary>The members an object may have that mean something to us; all others are ignored.</summary>
internal sealed class MemberNames
{
    private readonly string[] _names;
    private readonly byte[][] _utf8;

    public MemberNames(params string[] names)
    {
        _names = names;
        _utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>How many.</summary>
    public int Count => _names.Length;

    /// <summary>Position of a name that is in the list.</summary>
    public int IndexOf(string name)
    {
        // Not Array.IndexOf: its comparer alone is half the cost of reading an order.
        var index = 0;
        while (_names[index] != name)
        {
            index++;
        }

        return index;
    }

    /// <summary>Position of a member's name, -1 where it means nothing to us.</summary>
    /// <param name="member">The member.</param>
    /// <param name="expected">Where to look first: shops tend to keep the order of the contract.</param>
    public int IndexOf(JsonProperty member, int expected)
    {
        var name = JsonText.ReadName(member);
        if (expected < _utf8.Length && name.SequenceEqual(_utf8[expected]))
        {
            return expected;
        }

        for (var i = 0; i < _utf8.Length; i++)
        {
            if (name.SequenceEqual(_utf8[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
