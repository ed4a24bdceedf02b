namespace OrderConnector.Demo.Showing;

/// <summary>Shows the board while the play runs: live on a terminal, line by line elsewhere.</summary>
internal interface IScreen
{
    Task ShowAsync(Board board, Func<Task> play);
}

/// <summary>Appends a line per change: for pipes, logs and NO_COLOR.</summary>
/// <param name="output">Where to.</param>
/// <param name="clock">Every line begins with the seconds since the beginning.</param>
internal sealed class PlainScreen(TextWriter output, TimeProvider clock) : IScreen
{
    private readonly Lock _lock = new();

    public async Task ShowAsync(Board board, Func<Task> play)
    {
        var begun = clock.GetTimestamp();
        void Tell(BoardLine line)
        {
            var seconds = clock.GetElapsedTime(begun).TotalSeconds;
            lock (_lock)
            {
                output.WriteLine(FormattableString.Invariant($"{seconds,7:0.000}  {Indent(line.Kind)}{line.Text}"));
            }
        }

        board.Told += Tell;
        try
        {
            await play();
        }
        finally
        {
            board.Told -= Tell;
        }
    }

    private static string Indent(LineKind kind) => kind switch
    {
        LineKind.Act => "",
        LineKind.Place => "  * ",
        LineKind.Row => "    ",
    };
}
