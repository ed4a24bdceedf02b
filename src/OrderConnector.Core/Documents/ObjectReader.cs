using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace OrderConnector.Core.Documents;

/// <summary>
/// Reads the known members of one JSON object and adds a fault for each that is not as it must be. A member that is
/// null counts as left out; a required one that is faulty is answered by an empty value, because nothing of a document
/// with faults is ever used.
/// </summary>
internal readonly ref struct ObjectReader
{
    private readonly MemberNames _names;
    private readonly JsonElement[] _values;

    private ObjectReader(MemberNames names, JsonElement[] values, Place place, Faults faults)
    {
        _names = names;
        _values = values;
        Place = place;
        Faults = faults;
    }

    /// <summary>Where the object stands.</summary>
    public Place Place { get; }

    /// <summary>Where faults go.</summary>
    public Faults Faults { get; }

    /// <summary>Opens an object; false, and one fault, where it is none.</summary>
    public static bool TryOpen(
        JsonElement element, MemberNames names, Place place, Faults faults, out ObjectReader reader)
    {
        reader = default;
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(DocumentFaults.TypeWrong(place, "an object"));
            return false;
        }

        var values = new JsonElement[names.Count];
        var next = 0;
        foreach (var member in element.EnumerateObject())
        {
            var index = names.IndexOf(member, next);
            if (index < 0)
            {
                continue;
            }

            values[index] = member.Value;
            next = index + 1;
        }

        reader = new ObjectReader(names, values, place, faults);
        return true;
    }

    /// <summary>Whether a member is there and not null.</summary>
    public bool Has(string name) => Find(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The value of a member as it stands.</summary>
    public JsonElement Find(string name) => _values[_names.IndexOf(name)];

    /// <summary>A text of one line that must be there.</summary>
    public string Text(string name, int max)
    {
        if (!IsThere(name))
        {
            return "";
        }

        var text = ReadText(name, max, multiline: false);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            Faults.Add(DocumentFaults.TextEmpty(Place.Member(name)));
        }

        return text ?? "";
    }

    /// <summary>A text that may be left out; an empty one counts as left out.</summary>
    public string? OptionalText(string name, int max, bool multiline = false)
    {
        var text = Has(name) ? ReadText(name, max, multiline) : null;
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>One of an enum's wire names that must be there.</summary>
    public T Name<T>(string name, WireNames<T> known)
        where T : struct, Enum
    {
        if (!IsThere(name) || !TryUtf8(name, out var utf8))
        {
            return default;
        }

        var value = known.Find(utf8);
        if (value is null)
        {
            Faults.Add(DocumentFaults.ValueUnknown(Place.Member(name), known.Known));
        }

        return value.GetValueOrDefault();
    }

    /// <summary>A time with offset that must be there.</summary>
    public DateTimeOffset Time(string name) => IsThere(name) ? ReadTime(name) : default;

    /// <summary>A time with offset that may be left out.</summary>
    public DateTimeOffset? OptionalTime(string name) => Has(name) ? ReadTime(name) : null;

    /// <summary>A number that must be there, times 10 to the power of its decimals; null where faulty.</summary>
    public long? Number(string name, NumberBounds bounds) => IsThere(name) ? ReadNumber(name, bounds) : null;

    /// <summary>A number that may be left out.</summary>
    public long? OptionalNumber(string name, NumberBounds bounds) => Has(name) ? ReadNumber(name, bounds) : null;

    /// <summary>An array that must be there; false, and one fault, where it is not.</summary>
    public bool TryArray(string name, out JsonElement array)
    {
        array = Find(name);
        return IsThere(name) && IsArray(name);
    }

    /// <summary>An array that may be left out.</summary>
    public bool TryOptionalArray(string name, out JsonElement array)
    {
        array = Find(name);
        return Has(name) && IsArray(name);
    }

    private bool IsThere(string name)
    {
        if (Has(name))
        {
            return true;
        }

        Faults.Add(DocumentFaults.MemberMissing(Place.Member(name)));
        return false;
    }

    private bool IsArray(string name)
    {
        if (Find(name).ValueKind == JsonValueKind.Array)
        {
            return true;
        }

        Faults.Add(DocumentFaults.TypeWrong(Place.Member(name), "an array"));
        return false;
    }

    private bool TryUtf8(string name, out ReadOnlySpan<byte> utf8)
    {
        utf8 = [];
        var value = Find(name);
        if (value.ValueKind != JsonValueKind.String)
        {
            Faults.Add(DocumentFaults.TypeWrong(Place.Member(name), "a text"));
            return false;
        }

        utf8 = JsonText.Read(value);
        return true;
    }

    private string? ReadText(string name, int max, bool multiline)
    {
        if (!TryUtf8(name, out var utf8))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(utf8);
        if (text.Length > max)
        {
            Faults.Add(DocumentFaults.TextTooLong(Place.Member(name), max));
        }

        foreach (var character in text)
        {
            if (char.IsControl(character) && !(multiline && character is '\n' or '\r' or '\t'))
            {
                Faults.Add(DocumentFaults.TextControlCharacter(Place.Member(name)));
                break;
            }
        }

        return text;
    }

    private DateTimeOffset ReadTime(string name)
    {
        if (!TryUtf8(name, out var utf8))
        {
            return default;
        }

        if (!Rfc3339.TryRead(utf8, out var time))
        {
            Faults.Add(DocumentFaults.TimeInvalid(Place.Member(name)));
        }

        return time;
    }

    private long? ReadNumber(string name, NumberBounds bounds)
    {
        var value = Find(name);
        var isNumber = value.ValueKind == JsonValueKind.Number;
        if (!isNumber && value.ValueKind != JsonValueKind.String)
        {
            Faults.Add(DocumentFaults.TypeWrong(Place.Member(name), "a number, or a text with its digits"));
            return null;
        }

        var digits = isNumber ? JsonMarshal.GetRawUtf8Value(value) : JsonText.Read(value);
        var fault = bounds.Read(digits, isNumber, Place, name, out var scaled);
        if (fault is not null)
        {
            Faults.Add(fault);
            return null;
        }

        return scaled;
    }
}
