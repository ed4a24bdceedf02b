namespace OrderConnector.Functions.Reporting;

/// <summary>Stage 13: reports, and the receipts that come with them.</summary>
public static class ReportingExtensions
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<ReportReceiver>()
        .AddSingleton<ReportEndpoints>();
}
