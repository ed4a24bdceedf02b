using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrderConnector.Demo.Showing;

/// <summary>A table that follows the orders, drawn anew ten times a second.</summary>
/// <param name="console">A terminal that can move its cursor.</param>
internal sealed class LiveScreen(IAnsiConsole console) : IScreen
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(100);

    public Task ShowAsync(Board board, Func<Task> play) => console.Live(Draw(board))
        .Overflow(VerticalOverflow.Crop)
        .Cropping(VerticalOverflowCropping.Top)
        .StartAsync(async live =>
        {
            var playing = play();
            while (await Task.WhenAny(playing, Task.Delay(s_redraw)) != playing)
            {
                live.UpdateTarget(Draw(board));
            }

            live.UpdateTarget(Draw(board));
            await playing;
        });

    private Rows Draw(Board board)
    {
        var widths = ColumnWidths.For(console.Profile.Width);
        List<IRenderable> lines = [new Markup($"[grey]{Markup.Escape(widths.Titles)}[/]")];
        var rushed = false;
        foreach (var row in board.Rows)
        {
            if (!row.IsInRush)
            {
                lines.Add(LineOf(row, widths));
            }
            else if (!rushed)
            {
                rushed = true;
                lines.Add(RushLine(board, widths));
            }
        }

        return new Rows([.. lines, Text.Empty, Progress(board, console.Profile.Width), Places(board)]);
    }

    private static Markup LineOf(OrderRow row, ColumnWidths widths)
    {
        var before = widths.Lead(
            row.Number?.ToString(CultureInfo.InvariantCulture) ?? "–", row.Order.Channel, row.Order.Branch,
            row.Order.What);
        var state = ColumnWidths.Fit(row.State, widths.State);
        var after = widths.Tail(row.Milliseconds, row.Note ?? "");
        return new Markup(
            $"{Markup.Escape(before)}[{ColourOf(row)}]{Markup.Escape(state)}[/][grey]{Markup.Escape(after)}[/]");
    }

    private static Markup RushLine(Board board, ColumnWidths widths)
    {
        var rush = board.Rows.Where(row => row.IsInRush).ToList();
        var text = $"lunch rush: {rush.Count} orders, {Speed.Of(rush)}";
        return new Markup($"[aqua]{Markup.Escape(ColumnWidths.Fit(text, widths.Whole).TrimEnd())}[/]");
    }

    private static string ColourOf(OrderRow row) => row.State switch
    {
        "signed" => "green",
        "unsigned" => "yellow",
        "rejected" or "cancelled" or "aborted" => "blue",
        "refused" or "conflict" => "magenta",
        "known" => "aqua",
        _ => "white",
    };

    private static Markup Progress(Board board, int width)
    {
        const int Width = 24;
        var done = board.Acts == 0 ? 0 : board.ActNumber * Width / board.Acts;
        var bar = $"[green]{new string('━', done)}[/][grey]{new string('━', Width - done)}[/]";
        var settled = board.Rows.Count(row => row.IsSettled);
        var act = ColumnWidths.Fit(board.Act, Math.Min(board.Act.Length, width - Width - 22));
        return new Markup(
            $"{bar}  [bold]{Markup.Escape(act)}[/]  [grey]{settled} of {board.Rows.Count} settled[/]");
    }

    private static Markup Places(Board board) => new(string.Join("   ", board.Places.Select(place =>
        $"[grey]{Markup.Escape(place.Key)}[/] [{(place.Value is "up" or "ok" ? "green" : "red")}]"
        + $"{Markup.Escape(place.Value)}[/]")));
}
