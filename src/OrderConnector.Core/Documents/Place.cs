using System.Globalization;

namespace OrderConnector.Core.Documents;

/// <summary>Where in a document we stand; becomes a JSON Pointer (RFC 6901) once there is a fault to tell.</summary>
internal sealed class Place
{
    private readonly Place? _parent;
    private readonly string? _name;
    private readonly int _index;

    private Place(Place? parent, string? name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    /// <summary>The whole document.</summary>
    public static Place Root { get; } = new(null, null, 0);

    /// <summary>A member of the object here.</summary>
    public Place Member(string name) => new(this, name, 0);

    /// <summary>An item of the array here.</summary>
    public Place Item(int index) => new(this, null, index);

    /// <summary>The JSON Pointer; empty for the whole document.</summary>
    public override string ToString() => _parent is null ? "" : $"{_parent}/{Token}";

    // "~" first, or the "~" of an escaped "/" would be escaped again.
    private string Token => _name is null
        ? _index.ToString(CultureInfo.InvariantCulture)
        : _name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
