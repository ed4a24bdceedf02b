namespace OrderConnector.Core.Texts;

/// <summary>A text for people in every language; none can be left out.</summary>
/// <param name="German">Deutsch.</param>
/// <param name="English">English.</param>
public sealed record Text(string German, string English)
{
    /// <summary>The text in one language.</summary>
    public string this[Language language] => language switch
    {
        Language.German => German,
        Language.English => English,
    };
}
