using System.Text.Json;
using OrderConnector.Core;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>What the branch must know of an order to lead it, even where the rest cannot be read.</summary>
/// <param name="Number">The order number; 0 where it is missing.</param>
/// <param name="Channel">Where it came from.</param>
/// <param name="HeldForStaff">True where staff release it.</param>
/// <param name="SellerDataVersion">The seller data to stamp.</param>
/// <param name="Total">Its total; null where it is missing or no amount of euro.</param>
/// <param name="DueAt">When it is wanted; null is at once.</param>
/// <param name="Voids">The order this one takes back; null for a sale.</param>
public sealed record OrderHeader(
    long Number, string Channel, bool HeldForStaff, int SellerDataVersion, Money? Total, DateTimeOffset? DueAt,
    string? Voids)
{
    /// <summary>Reads the members that are there; never throws on a malformed document.</summary>
    public static OrderHeader Read(JsonElement order) => new(
        Member(order, "number", JsonValueKind.Number) is { } number && number.TryGetInt64(out var value) ? value : 0,
        Text(order, "channel") ?? "",
        // Anything but a plain "auto" waits: a person is asked rather than passed over.
        Text(order, "release") != "auto",
        Member(order, "masterData", JsonValueKind.Number) is { } version && version.TryGetInt32(out var v) ? v : 0,
        Member(order, "total", JsonValueKind.Number) is { } euro && euro.TryGetDecimal(out var sum)
            && Money.TryFromEuro(sum, out var total) ? total : null,
        Member(order, "dueAt", JsonValueKind.String) is { } due && due.TryGetDateTimeOffset(out var at) ? at : null,
        Text(order, "voids"));

    private static string? Text(JsonElement order, string name) =>
        Member(order, name, JsonValueKind.String)?.GetString();

    private static JsonElement? Member(JsonElement order, string name, JsonValueKind kind) =>
        order.ValueKind is JsonValueKind.Object
        && order.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;
}
