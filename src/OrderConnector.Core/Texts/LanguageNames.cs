namespace OrderConnector.Core.Texts;

/// <summary>How a language is written in stores, in HTML and on the command line.</summary>
public static class LanguageNames
{
    /// <summary>"de", "en" (RFC 5646).</summary>
    public static string ToWire(this Language language) => language switch
    {
        Language.German => "de",
        Language.English => "en",
    };

    /// <summary>Reads a wire name; null where there is none such.</summary>
    public static Language? FromWire(string? name)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            if (language.ToWire() == name)
            {
                return language;
            }
        }

        return null;
    }
}
