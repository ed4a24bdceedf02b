using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Hosting;

namespace OrderConnector.PosAgent.Releasing;

/// <summary>The commands that talk to the running agent. Exit code 0 done, 1 not done, 2 not understood.</summary>
public static class StaffCommands
{
    private static readonly JsonSerializerOptions s_indented = new(WireJson.Options) { WriteIndented = true };

    /// <summary>list, release, reject, void, erase, receipt, tss.</summary>
    /// <param name="world">Where it prints, and what makes request ids.</param>
    /// <param name="data">The option that names the data folder.</param>
    public static IEnumerable<Command> Build(Surroundings world, Option<string> data)
    {
        var talk = new StaffTalk(world, parsed => CommandLine.FolderOf(world, parsed, data).Path);
        return [List(talk), Release(talk), Reject(talk), Void(talk), Erase(talk), Receipt(talk), Tss(talk)];
    }

    private static Command List(StaffTalk talk)
    {
        var json = Json();
        var list = new Command("list", "Shows what is open in the branch.") { json };
        list.SetAction((parsed, cancellationToken) => talk.AskAsync<StaffOrders>(
            parsed, "orders",
            orders => parsed.GetValue(json) ? Indented(orders) : OrderTable.Write(orders.Orders), cancellationToken));
        return list;
    }

    private static Command Release(StaffTalk talk)
    {
        var (number, by) = (Number(), By());
        var release = new Command("release", "Releases an order that waits for staff.") { number, by };
        release.SetAction((parsed, cancellationToken) => talk.WishAsync(
            parsed, Path(parsed.GetValue(number), "release"), new ReleaseWish(talk.Actor(parsed.GetValue(by))),
            cancellationToken));
        return release;
    }

    private static Command Reject(StaffTalk talk)
    {
        var (number, reason, by) = (Number(), Reason(), By());
        var reject = new Command("reject", "Refuses an order that waits for staff.") { number, reason, by };
        reject.SetAction((parsed, cancellationToken) => talk.WishAsync(
            parsed, Path(parsed.GetValue(number), "reject"),
            new RejectWish(talk.Actor(parsed.GetValue(by)), parsed.GetValue(reason)!), cancellationToken));
        return reject;
    }

    private static Command Void(StaffTalk talk)
    {
        var (number, reason, by) = (Number(), Reason(), By());
        var line = new Option<string[]>("--line")
        {
            Description = "Line, counted from 0, and how many of it: 0:2. One where no quantity is given. "
                + "May be given more than once; without it all that is left is voided.",
            HelpName = "i[:qty]",
        };
        line.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => VoidLineOf(token.Value) is null))
            {
                result.AddError("--line takes a line counted from 0 and a quantity above 0: 0 or 0:2.");
            }
        });
        var request = new Option<string?>("--request")
        {
            Description = "Names this wish; giving the same name again cannot void twice.",
        };
        Check(request, StaffRules.RequestMustBeAName);
        var command = new Command("void", "Voids a sold order, or a part of it, by a counter receipt.")
        {
            number, reason, line, request, by,
        };
        command.SetAction((parsed, cancellationToken) => talk.WishAsync(
            parsed, Path(parsed.GetValue(number), "void"),
            new VoidWish(
                talk.Actor(parsed.GetValue(by)), parsed.GetValue(request) ?? talk.NewRequest(),
                parsed.GetValue(reason)!,
                parsed.GetValue(line) is { Length: > 0 } lines ? [.. lines.Select(text => VoidLineOf(text)!)] : null),
            cancellationToken));
        return command;
    }

    private static Command Erase(StaffTalk talk)
    {
        var (number, reason, by) = (Number(), Reason(), By());
        var erase = new Command("erase", "Erases what is kept of an order's customer; the sale stays on record.")
        {
            number, reason, by,
        };
        erase.SetAction((parsed, cancellationToken) => talk.WishAsync(
            parsed, Path(parsed.GetValue(number), "erase"),
            new EraseWish(talk.Actor(parsed.GetValue(by)), parsed.GetValue(reason)!), cancellationToken));
        return erase;
    }

    private static Command Receipt(StaffTalk talk)
    {
        var number = Number();
        var receipt = new Command("receipt", "Prints the receipt of an order once more.") { number };
        receipt.SetAction((parsed, cancellationToken) => talk.AskAsync<ReceiptAnswer>(
            parsed, Path(parsed.GetValue(number), "receipt"),
            answer => answer.Receipt.Text.TrimEnd('\n') + "\n", cancellationToken));
        return receipt;
    }

    private static Command Tss(StaffTalk talk)
    {
        var json = Json();
        var tss = new Command("tss", "Shows how the TSS is.") { json };
        tss.SetAction((parsed, cancellationToken) => talk.AskAsync<TssAnswer>(
            parsed, "tss",
            answer => parsed.GetValue(json) ? Indented(answer) : TssText.Write(answer), cancellationToken));
        return tss;
    }

    private static Argument<long> Number()
    {
        var number = new Argument<long>("number") { Description = "Order number." };
        number.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && !(long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0))
            {
                result.AddError($"'{token.Value}' is no order number.");
            }
        });
        return number;
    }

    internal static Option<string> Reason()
    {
        var reason = new Option<string>("--reason") { Description = "Why; no names of customers.", Required = true };
        Check(reason, StaffRules.ReasonMustBeGiven);
        return reason;
    }

    internal static Option<string?> By()
    {
        var by = new Option<string?>("--by")
        {
            Description = "Who does it; by default the login name, with sudo that of its caller.",
        };
        Check(by, name => StaffRules.ActorMustNameStaff($"staff:{name}"));
        return by;
    }

    private static Option<bool> Json() => new("--json") { Description = "Prints JSON." };

    internal static void Check(Option option, Func<string, string?> rule) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && rule(token.Value) is { } fault)
        {
            result.AddError(fault);
        }
    });

    private static string Path(long number, string wish) =>
        string.Create(CultureInfo.InvariantCulture, $"orders/{number}/{wish}");

    private static VoidLine? VoidLineOf(string text)
    {
        var parts = text.Split(':');
        return parts.Length <= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            && decimal.TryParse(
                parts.Length == 2 ? parts[1] : "1", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var quantity)
            && quantity > 0
            ? new VoidLine(line, quantity)
            : null;
    }

    private static string Indented<T>(T value) => JsonSerializer.Serialize(value, s_indented) + "\n";
}
