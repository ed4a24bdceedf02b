using System.Globalization;
using Microsoft.Extensions.Options;
using OrderConnector.PosAgent.Collecting;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Releasing;
using OrderConnector.PosAgent.Showing;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>Puts the running agent together: options, ports, flow, loops.</summary>
public static class AgentHost
{
    /// <summary>Builds the host; nothing is opened yet.</summary>
    public static WebApplication Build(
        Surroundings world, AgentFolder folder, AgentIdentity identity, string secret,
        IEnumerable<KeyValuePair<string, string?>> settings)
    {
        // A watch on appsettings.json watches all that lies beside it, every write of the journal included.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Configuration.AddJsonFile(folder.Settings, optional: true).AddInMemoryCollection(settings);
        builder.AddReleasing(folder.Path);
        AddLogging(builder.Logging);
        var services = builder.Services;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        services.AddSingleton<IValidateOptions<AgentOptions>, AgentOptionsValidation>();
        services.AddOptionsWithValidateOnStart<AgentOptions>()
            .Bind(builder.Configuration.GetSection(AgentOptions.Section));
        services.AddSingleton<IValidateOptions<TssSetCheck>>(new TssSetValidation(builder.Configuration));
        services.AddOptionsWithValidateOnStart<TssSetCheck>();
        services.AddSingleton(provider => OpenTss(world, builder.Configuration, provider));
        services.AddSingleton(world.Clock).AddSingleton(world.Chance).AddSingleton(folder).AddSingleton(identity);
        services.AddSingleton<ExitCode>().AddIssuing(builder.Configuration);
        services.AddSingleton<ICloud>(_ => new HttpCloud(
            CloudAddress.Client(new Uri(identity.Cloud)), secret, world.Clock));
        services.AddSingleton<IJournal>(_ => SqliteJournal.Open(
            folder.Journal, Convert.ToHexStringLower(world.Chance.Bytes(16))));
        services.AddSingleton(Flow);
        services.AddHostedService<BranchWorker>();
        services.AddShowing(builder.Configuration);
        return builder.Build().MapReleasing();
    }

    private static BranchFlow Flow(IServiceProvider services) => new(
        new BranchPorts(
            services.GetRequiredService<ICloud>(), services.GetRequiredService<IJournal>(),
            services.GetRequiredService<TssSet>().All, services.GetService<IPosSink>()),
        SettingsOf(services),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<BranchChance>(),
        services.GetRequiredService<ILogger<BranchFlow>>());

    private static TssSet OpenTss(Surroundings world, IConfiguration configuration, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AgentOptions>>().Value;
        var identity = services.GetRequiredService<AgentIdentity>();
        return TssSet.Open(
            TssPlace.Read(configuration), world, services.GetRequiredService<AgentFolder>(),
            new EasClient(identity.EasSerialNumber, options.CashRegisterId ?? $"OC-{identity.AgentId[..8]}"),
            identity, services.GetRequiredService<ILoggerFactory>());
    }

    private static BranchSettings SettingsOf(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AgentOptions>>().Value;
        var identity = services.GetRequiredService<AgentIdentity>();
        return new BranchSettings
        {
            AgentId = identity.AgentId,
            Session = Convert.ToHexStringLower(services.GetRequiredService<BranchChance>().Bytes(16)),
            Version = Surroundings.Version,
            Cloud = new Uri(identity.Cloud),
            CollectMax = options.CollectMax,
            CollectWait = TimeSpan.FromSeconds(options.CollectWaitSeconds),
            MaxUnsigned = options.MaxUnsigned,
            HandOverLead = services.GetRequiredService<IOptions<IssuingOptions>>().Value.Lead,
            UnknownDeadline = TimeSpan.FromSeconds(options.UnknownDeadlineSeconds),
            TssStartTimeout = TimeSpan.FromSeconds(options.TssStartTimeoutSeconds),
            TssFinishTimeout = TimeSpan.FromSeconds(options.TssFinishTimeoutSeconds),
            DayEnd = TimeOnly.ParseExact(options.DayEnd, "HH:mm", CultureInfo.InvariantCulture),
            BatchPause = TimeSpan.FromMilliseconds(20),
            ReportGather = TimeSpan.FromMilliseconds(500),
            HealthInterval = TimeSpan.FromMinutes(options.HealthMinutes),
        };
    }

    // One line of JSON per event on standard output; no customer data is ever handed to it.
    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // A page that is older than the process is nothing an operator has to know.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}
