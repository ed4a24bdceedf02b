namespace OrderConnector.Demo.Showing;

/// <summary>What the screen shows: the rows, which act is played, how the branches are. Safe from any thread.</summary>
internal sealed class Board
{
    private readonly Lock _lock = new();
    private readonly List<OrderRow> _rows = [];
    private readonly SortedDictionary<string, string> _places = new(StringComparer.Ordinal);

    /// <summary>Every change as a plain line, for a screen that only ever appends.</summary>
    internal event Action<BoardLine>? Told;

    internal string Act { get; private set; } = "";

    internal int ActNumber { get; private set; }

    internal int Acts { get; private set; }

    /// <summary>The rows as they stand, in the order of their posts.</summary>
    internal IReadOnlyList<OrderRow> Rows
    {
        get
        {
            lock (_lock)
            {
                return [.. _rows];
            }
        }
    }

    /// <summary>How each process and device is: "berlin-mitte TSS" → "outage".</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Places
    {
        get
        {
            lock (_lock)
            {
                return [.. _places];
            }
        }
    }

    internal void Begin(string act, int number, int of)
    {
        lock (_lock)
        {
            (Act, ActNumber, Acts) = (act, number, of);
        }

        Told?.Invoke(new BoardLine(LineKind.Act, $"[{number}/{of}] {act}"));
    }

    internal void Place(string name, string how)
    {
        lock (_lock)
        {
            if (_places.GetValueOrDefault(name) == how)
            {
                return;
            }

            _places[name] = how;
        }

        Told?.Invoke(new BoardLine(LineKind.Place, $"{name}: {how}"));
    }

    /// <summary>Adds a row; its first line is told with the answer.</summary>
    internal void Add(OrderRow row)
    {
        lock (_lock)
        {
            _rows.Add(row);
        }
    }

    /// <summary>Changes a row; tells it where state or note is another one.</summary>
    internal void Change(OrderRow row, Action<OrderRow> change)
    {
        bool moved;
        lock (_lock)
        {
            var before = (row.State, row.Note);
            change(row);
            moved = before != (row.State, row.Note);
        }

        if (moved)
        {
            Told?.Invoke(new BoardLine(LineKind.Row, row.ToLine()));
        }
    }
}

/// <summary>What a line tells about.</summary>
internal enum LineKind
{
    Act,
    Place,
    Row,
}

/// <summary>One line for a screen that only appends.</summary>
internal sealed record BoardLine(LineKind Kind, string Text);
