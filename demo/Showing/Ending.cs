using System.Text.Encodings.Web;
using System.Text.Json;
using OrderConnector.Demo.Judging;
using OrderConnector.Demo.Ordering;
using OrderConnector.Demo.Playing;
using OrderConnector.Demo.Starting;
using Spectre.Console;

namespace OrderConnector.Demo.Showing;

/// <summary>The last words: what came of it, and where to look next.</summary>
/// <param name="output">Where to.</param>
/// <param name="colours">The same terminal with colours; null where plain lines are wanted.</param>
internal sealed class Ending(TextWriter output, IAnsiConsole? colours)
{
    private static readonly JsonSerializerOptions s_readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal void Tell(Stage stage)
    {
        Line("");
        Line("The first orders after the start: " + Speed.Of(stage.Board.Rows.Where(FirstOnes)));
        Line("The lunch rush: " + Speed.Of(stage.Board.Rows.Where(row => row.IsInRush)));
        Title("Numbers that led to no signature, as the register explains them");
        stage.UnsignedNumbers.ForEach(line => Line("  " + line));
        Line("");
        if (stage.Faults.Count == 0)
        {
            Line("Every order has its final state, every number is explained, both journals verify.", Color.Green);
        }

        foreach (var fault in stage.Faults)
        {
            Line("FAULT " + fault, Color.Red);
        }
    }

    /// <summary>Addresses and commands that work as long as everything is up.</summary>
    internal void TellWhereNext(Stage stage)
    {
        var url = stage.Estate.Cloud.Url.GetLeftPart(UriPartial.Authority);
        var rows = stage.Board.Rows;
        Line("");
        Title("The managers' portal");
        Line($"  {url}/portal  (user {Estate.PortalUser}, one-time password {stage.Estate.PortalPassword})");
        if (colours is not null)
        {
            Browser.TryOpen($"{url}/portal");
        }

        Title("Receipts, as customers see them");
        Link(url, rows.FirstOrDefault(row => row.Order == OrderBook.MixedVat), "signed");
        Link(url, rows.FirstOrDefault(row => row.State == "unsigned"), "during the outage");
        Link(url, rows.FirstOrDefault(row => row.Order == OrderBook.PartVoid), "counter receipt");
        Title("What staff at the till see");
        foreach (var branch in stage.Estate.Branches)
        {
            Line($"  {branch.Id}  {branch.StaffPage}");
        }

        Title("The interface");
        Line($"  {url}/openapi/v1.json");
        Title("The number register");
        var last = rows.Where(row => row.Order.Branch == OrderBook.Berlin).Max(row => row.Number) ?? 0;
        Line($"  curl -H 'Authorization: Bearer {stage.Estate.Operator.Key}' \\");
        Line($"    '{url}{RegisterChecks.Path(OrderBook.Berlin, last)}'");
        Title("Post an order yourself: README.md has one to copy, or take this again with another externalId");
        Line($"  curl -H 'Authorization: Bearer {stage.Estate.Shop(OrderBook.Webshop).Key}' \\");
        Line($"    -H 'Content-Type: application/json' {url}/api/v1/orders -d '{Sample(stage)}'");
        Title("Journals and signatures");
        foreach (var branch in stage.Estate.Branches)
        {
            Line("  " + branch.CommandLine("verify"));
        }

        Title("Stores, journals, hand-over files, logs");
        Line("  " + stage.Estate.Folder);
        Line("");
        Line("Everything stays up until Ctrl+C.", Color.Green);
    }

    private static bool FirstOnes(OrderRow row) => !row.IsRepeat && OrderBook.EveryKind.Contains(row.Order);

    private static string Sample(Stage stage)
    {
        var order = OrderBook.AfterOutage with { ExternalId = "WS-2001" };
        var placedAt = stage.Board.Rows[^1].SentAt;
        return OrderDocument.Write(order, placedAt).ToJsonString(s_readable);
    }

    private void Link(string url, OrderRow? row, string what)
    {
        if (row?.ReceiptLink is { } link)
        {
            Line($"  {url}{link}  ({what})");
        }
    }

    private void Title(string text) => Line(text, null, Decoration.Bold);

    private void Line(string text, Color? colour = null, Decoration? decoration = null)
    {
        if (colours is not null && (colour is not null || decoration is not null))
        {
            colours.WriteLine(text, new Style(colour, decoration: decoration));
            return;
        }

        // Unwrapped, so that a command can be copied whole whatever the width of the terminal.
        output.WriteLine(text);
    }
}
