namespace OrderConnector.Core.Texts;

/// <summary>The languages people read.</summary>
public enum Language
{
    /// <summary>Deutsch.</summary>
    German,

    /// <summary>English.</summary>
    English,
}
