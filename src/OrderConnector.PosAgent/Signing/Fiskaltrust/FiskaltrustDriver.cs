using Microsoft.Extensions.Options;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Signing.Http;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>How the configuration chooses this driver.</summary>
internal static class FiskaltrustDriver
{
    internal const string Kind = "fiskaltrust";
    private const string MemoryFile = "fiskaltrust.db";

    internal static TssSetUp SetUp { get; } = new(RegisterAsync, DeregisterAsync, DescribeAsync);

    internal static void AddOptions(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<FiskaltrustOptions>, FiskaltrustOptionsValidation>();
        services.AddOptionsWithValidateOnStart<FiskaltrustOptions>()
            .Bind(configuration.GetSection(FiskaltrustOptions.Section));
    }

    internal static FiskaltrustTss Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<FiskaltrustOptions>>().Value;
        return new FiskaltrustTss(
            options, options.Secret, TssHttp.Client(options.Address),
            FiskaltrustMemory.Open(Path.Combine(services.GetRequiredService<AgentFolder>().Path, MemoryFile)),
            services.GetRequiredService<TimeProvider>());
    }

    // The start receipt cannot be taken back: sent only where the queue itself says that it never had one.
    private static async Task<TssOutcome<bool>> RegisterAsync(
        ITss tss, string clientId, string? token, CancellationToken cancellationToken)
    {
        var queue = (FiskaltrustTss)tss;
        var asked = await queue.AskClientAsync(cancellationToken);
        if (asked is TssOutcome<string>.Done { Value: var client })
        {
            return Fits(client, clientId, isNew: false);
        }

        return asked is TssOutcome<string>.Refused { Code: TssRefusals.NotSetUp }
            ? (await queue.SendAloneAsync(FiskaltrustCases.StartReceipt, "start", cancellationToken)).Then(
                named => Fits(named, clientId, isNew: true))
            : asked.As<bool>();
    }

    private static TssOutcome<bool> Fits(string client, string clientId, bool isNew) => client == clientId
        ? new TssOutcome<bool>.Done(isNew)
        : new TssOutcome<bool>.Refused(
            TssRefusals.ClientUnknown,
            $"The queue signs for '{client}'. Enrol this agent with --eas \"{client}\": the two must be the same.");

    // A stop receipt shuts a TSS down for ever.
    private static Task<TssOutcome<bool>> DeregisterAsync(
        ITss tss, string clientId, CancellationToken cancellationToken) =>
        Task.FromResult<TssOutcome<bool>>(new TssOutcome<bool>.Refused(
            TssRefusals.NotSetUp, "A queue is taken out of operation in fiskaltrust's portal, never from here."));

    private static async Task<TssOutcome<IReadOnlyList<string>>> DescribeAsync(
        ITss tss, CancellationToken cancellationToken) =>
        (await ((FiskaltrustTss)tss).AskClientAsync(cancellationToken)).Then<IReadOnlyList<string>>(
            client => new TssOutcome<IReadOnlyList<string>>.Done([$"The queue signs for '{client}'."]));
}
