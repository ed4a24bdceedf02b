using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Shell;

/// <summary>Who did something, in words; records name actors as "kind:name".</summary>
public static class ActorTexts
{
    private static readonly Text s_channel = new("Kanal", "Channel");
    private static readonly Text s_agent = new("Agent", "Agent");
    private static readonly Text s_staff = new("Personal", "Staff");
    private static readonly Text s_user = new("Benutzer", "User");
    private static readonly Text s_operator = new("Betreiber", "Operator");
    private static readonly Text s_timer = new("Zeitgeber", "Timer");

    /// <summary>"channel:web" → "Kanal web", "agent:a1/staff:eva" → "Personal eva (Agent a1)".</summary>
    public static string Of(string actor, Language language)
    {
        if (actor == "timer")
        {
            return s_timer[language];
        }

        var slash = actor.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? $"{One(actor[(slash + 1)..], language)} ({One(actor[..slash], language)})"
            : One(actor, language);
    }

    private static string One(string actor, Language language)
    {
        var colon = actor.IndexOf(':', StringComparison.Ordinal);
        var word = colon < 0 ? null : actor[..colon] switch
        {
            "channel" => s_channel,
            "agent" => s_agent,
            "staff" => s_staff,
            "user" => s_user,
            "operator" => s_operator,
            _ => null,
        };
        return word is null ? actor : $"{word[language]} {actor[(colon + 1)..]}";
    }
}
