using System.CommandLine;
using System.Globalization;
using OrderConnector.Core.Agents;

namespace OrderConnector.Functions.Administering;

/// <summary>Ids that people choose: 1 to 60 of a-z, 0-9 and "-".</summary>
public static class Names
{
    /// <summary>The longest id.</summary>
    public const int MaxLength = 60;

    private const string ByName = "--by";

    /// <summary>The time zone of a branch where none is named.</summary>
    public const string GermanTime = "Europe/Berlin";

    /// <summary>Whether a text may be an id.</summary>
    public static bool IsId(string text) =>
        text is { Length: > 0 and <= MaxLength }
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>An argument that must be an id.</summary>
    public static Argument<string> Argument(string name, string description) =>
        MustBeIds(new Argument<string>(name) { Description = description });

    /// <summary>An argument of one id or more.</summary>
    public static Argument<string[]> Arguments(string name, string description) =>
        MustBeIds(new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.OneOrMore });

    private static T MustBeIds<T>(T argument)
        where T : Argument
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !IsId(token.Value)))
            {
                result.AddError($"<{argument.Name}> is 1 to 60 of a-z, 0-9 and '-'.");
            }
        });
        return argument;
    }

    /// <summary>A whole number within bounds, with a value where none is given.</summary>
    public static Option<long> Number(string name, string description, long otherwise, long least, long most)
    {
        var option = new Option<long>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    || number < least || number > most))
            {
                result.AddError(string.Create(
                    CultureInfo.InvariantCulture, $"{name} is a whole number from {least} to {most}."));
            }
        });
        return option;
    }

    /// <summary>An option that must be given and not be blank.</summary>
    public static Option<string> Required(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError($"{name} must not be blank.");
            }
        });
        return option;
    }

    /// <summary>--by, of every admin command.</summary>
    public static Option<string?> By()
    {
        var by = new Option<string?>(ByName)
        {
            Description = "Who does it; by default the login name, with sudo that of its caller.",
            Recursive = true,
        };
        by.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !StaffActor.IsValid(StaffActor.Prefix + token.Value)))
            {
                result.AddError($"{ByName} is 1 to {StaffActor.NameLength} of A-Z a-z 0-9 . _ -");
            }
        });
        return by;
    }

    /// <summary>Who runs a command, for the records.</summary>
    public static string Operator(ParseResult parsed, string person) =>
        "operator:" + (parsed.GetValue<string?>(ByName) ?? StaffActor.Of(person)[StaffActor.Prefix.Length..]);

    /// <summary>--time-zone.</summary>
    public static Option<string?> TimeZone()
    {
        var zone = new Option<string?>("--time-zone") { Description = "IANA name, for example Europe/Berlin." };
        zone.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !TimeZoneInfo.TryFindSystemTimeZoneById(token.Value, out _)))
            {
                result.AddError("--time-zone is an IANA name, for example Europe/Berlin.");
            }
        });
        return zone;
    }
}
