namespace OrderConnector.Simulators.Tss.Vendors.Fiskaly;

/// <summary>How a simulated fiskaly is set up; the defaults are what its documentation says of the real one.</summary>
public sealed record SimulatedFiskalyOptions
{
    /// <summary>Id of its one TSS.</summary>
    public string TssId { get; init; } = "6f0d2f5c-6c0b-4b43-9a2d-1f5f3c1e7a10";

    public string ApiKey { get; init; } = "test_simulated_key";

    public string ApiSecret { get; init; } = "simulated-secret";

    public string AdminPin { get; init; } = "simulated-pin";

    /// <summary>State of a TSS that is made new.</summary>
    public string FirstState { get; init; } = "INITIALIZED";

    /// <summary>Whether a client that signs for the first time is made known by itself, as no real TSS does.</summary>
    public bool KnowsEveryClient { get; init; }

    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Lists of transactions a minute; null for as many as one likes.</summary>
    public int? ListsPerMinute { get; init; } = 20;

    /// <summary>Looks at an export a minute; null for as many as one likes.</summary>
    public int? PollsPerMinute { get; init; } = 12;

    /// <summary>Records in one export.</summary>
    public int MostExportRecords { get; init; } = 1_000_000;

    /// <summary>How many looks at an export find it still at work.</summary>
    public int PollsUntilExported { get; init; } = 1;
}
