namespace OrderConnector.Functions.Delivering;

/// <summary>Stage 6 of 14: registers the branch queue.</summary>
public static class DeliveringExtensions
{
    /// <summary>Registers <see cref="IDeliveryQueue"/>; needs a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddDelivering(this IServiceCollection services) =>
        services.AddSingleton<IDeliveryQueue, EmbeddedDeliveryQueue>();
}
