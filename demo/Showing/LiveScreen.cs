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
        var table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        foreach (var (title, width) in widths.Columns)
        {
            var column = new TableColumn($"[grey]{title}[/]").NoWrap().Width(width).PadLeft(0).PadRight(2);
            table.AddColumn(title == "to signed" ? column.RightAligned() : column);
        }

        foreach (var row in board.Rows)
        {
            table.AddRow(Cells(row, widths).Take(widths.Columns.Count));
        }

        return new Rows(table, Progress(board), Places(board));
    }

    private static IEnumerable<IRenderable> Cells(OrderRow row, ColumnWidths widths) =>
    [
        new Text(row.Number?.ToString(CultureInfo.InvariantCulture) ?? "–"),
        new Text(ColumnWidths.Fit(row.Order.Channel, ColumnWidths.Channel)),
        new Text(ColumnWidths.Fit(row.Order.Branch, widths.Branch)),
        new Text(ColumnWidths.Fit(row.Order.What, widths.What)),
        new Markup($"[{ColourOf(row)}]{Markup.Escape(ColumnWidths.Fit(row.State, widths.State))}[/]"),
        new Text(row.Milliseconds),
        new Markup($"[grey]{Markup.Escape(ColumnWidths.Fit(row.Note ?? "", widths.Note))}[/]"),
    ];

    private static string ColourOf(OrderRow row) => row.State switch
    {
        "signed" => "green",
        "unsigned" => "yellow",
        "rejected" or "cancelled" or "aborted" => "blue",
        "refused" or "conflict" => "magenta",
        "known" => "aqua",
        _ => "white",
    };

    private static Markup Progress(Board board)
    {
        const int Width = 24;
        var done = board.Acts == 0 ? 0 : board.ActNumber * Width / board.Acts;
        var bar = $"[green]{new string('━', done)}[/][grey]{new string('━', Width - done)}[/]";
        var settled = board.Rows.Count(row => row.IsSettled);
        return new Markup(
            $"{bar}  [bold]{Markup.Escape(board.Act)}[/]  [grey]{settled} of {board.Rows.Count} settled[/]");
    }

    private static Markup Places(Board board) => new(string.Join("   ", board.Places.Select(place =>
        $"[grey]{Markup.Escape(place.Key)}[/] [{(place.Value is "up" or "ok" ? "green" : "red")}]"
        + $"{Markup.Escape(place.Value)}[/]")));
}
