using System.Text.Json.Nodes;

namespace OrderConnector.Simulators.Tss.Vendors;

/// <summary>A receipt as a queue keeps it.</summary>
/// <param name="Request">As it came.</param>
/// <param name="Response">As it was answered.</param>
internal sealed record BookedReceipt(JsonObject Request, JsonObject Response)
{
    internal string Reference => (string?)Request["cbReceiptReference"] ?? "";

    /// <summary>
    /// A receipt request finds the receipt by reference, terminal and the amounts and cases of its items; the case of
    /// the receipt itself is not looked at.
    /// </summary>
    internal bool Matches(JsonObject request) => Same(request, "cbReceiptReference") && Same(request, "cbTerminalID")
        && Items(Request, "cbChargeItems", "ftChargeItemCase")
            .SequenceEqual(Items(request, "cbChargeItems", "ftChargeItemCase"))
        && Items(Request, "cbPayItems", "ftPayItemCase").SequenceEqual(Items(request, "cbPayItems", "ftPayItemCase"));

    private bool Same(JsonObject request, string name) => (string?)Request[name] == (string?)request[name];

    private static IEnumerable<(decimal, long, string?)> Items(JsonObject request, string list, string itemCase) =>
        (request[list] as JsonArray ?? []).Select(item => (
            (decimal)item!["Amount"]!, (long)item[itemCase]!, (string?)item["Moment"]));
}

/// <summary>The receipts of a queue, one line each in a file that outlives the process.</summary>
internal sealed class FiskaltrustBook
{
    private readonly string _path;
    private readonly List<BookedReceipt> _receipts = [];

    internal FiskaltrustBook(string path)
    {
        _path = path;
        if (File.Exists(path))
        {
            _receipts.AddRange(File.ReadLines(path).Select(line => (JsonObject)JsonNode.Parse(line)!)
                .Select(line => new BookedReceipt((JsonObject)line["request"]!, (JsonObject)line["response"]!)));
        }
    }

    /// <summary>How many there are.</summary>
    internal int Count => _receipts.Count;

    /// <summary>How many of a case were answered well.</summary>
    internal int CountOf(long receiptCase) => _receipts.Count(receipt =>
        ((long)receipt.Request["ftReceiptCase"]! & 0xFFFF) == receiptCase
        && ((long)receipt.Response["ftState"]! & 0xFFFF) == 0);

    /// <summary>Adds one.</summary>
    internal void Add(BookedReceipt receipt)
    {
        var line = new JsonObject
        {
            ["request"] = receipt.Request.DeepClone(),
            ["response"] = receipt.Response.DeepClone(),
        };
        File.AppendAllText(_path, line.ToJsonString() + "\n");
        _receipts.Add(receipt);
    }

    /// <summary>The newest that a receipt request means; null where there is none.</summary>
    internal BookedReceipt? Find(JsonObject request) => _receipts.FindLast(receipt => receipt.Matches(request));

    /// <summary>The newest receipt of a case under a reference.</summary>
    internal BookedReceipt? Find(string reference, long receiptCase) => _receipts.FindLast(receipt =>
        receipt.Reference == reference && ((long)receipt.Request["ftReceiptCase"]! & 0xFFFF) == receiptCase);
}
