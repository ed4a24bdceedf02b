using System.Text;

namespace OrderConnector.Core.Documents;

/// <summary>The names an enum has on the wire, for reading.</summary>
internal sealed class WireNames<T>
    where T : struct, Enum
{
    private readonly T[] _values = Enum.GetValues<T>();
    private readonly byte[][] _names;

    public WireNames(Func<T, string> toWire)
    {
        _names = [.. _values.Select(value => Encoding.UTF8.GetBytes(toWire(value)))];
        Known = string.Join(", ", _values.Select(toWire));
    }

    /// <summary>All names, for people.</summary>
    public string Known { get; }

    /// <summary>The value with this name; null where there is none such.</summary>
    public T? Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (name.SequenceEqual(_names[i]))
            {
                return _values[i];
            }
        }

        return null;
    }
}
