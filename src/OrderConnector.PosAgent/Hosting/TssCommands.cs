using System.CommandLine;
using Microsoft.Extensions.Options;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>
/// tss info, tss register, tss deregister: what an operator does at the TSS itself, beside the running agent or before
/// its first start. Exit code 0 done, 1 not done.
/// </summary>
internal static class TssCommands
{
    // A person waits for the answer.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    /// <summary>Adds the commands.</summary>
    internal static void AddTo(Command tss, Surroundings world, Option<string> data)
    {
        var token = new Option<string?>("--token") { Description = "The vendor's one-time token, where it wants one." };
        tss.Subcommands.Add(Build("info", "Asks the TSS itself who and how it is.", world, data, [], Describe));
        tss.Subcommands.Add(Build(
            "register", "Makes the cash registers known to the TSS. May be repeated.", world, data, [token],
            (site, parsed, cancel) => RegisterAsync(site, parsed.GetValue(token), cancel)));
        tss.Subcommands.Add(Build(
            "deregister", "Makes the TSS forget the cash registers, so that they may be registered elsewhere.", world,
            data, [], (site, _, cancel) => DeregisterAsync(site, cancel)));
        tss.Subcommands.Add(ProtectCommand.Build(world));
    }

    private sealed record Site(ITss Tss, TssDriver Driver, IReadOnlyList<string> Clients, TimeProvider Clock);

    private static Command Build(
        string name, string description, Surroundings world, Option<string> data, IReadOnlyList<Option> options,
        Func<Site, ParseResult, CancellationToken, Task<TssOutcome<IReadOnlyList<string>>>> act)
    {
        var (set, which) = (RunCommand.SetOption(), TssPlace.Option());
        var command = new Command(name, description) { set, which };
        options.ToList().ForEach(command.Options.Add);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            world, CommandLine.FolderOf(world, parsed, data), RunCommand.SettingsOf(parsed, set),
            parsed.GetValue(which), (site, cancel) => act(site, parsed, cancel), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Surroundings world, AgentFolder folder, IReadOnlyList<KeyValuePair<string, string?>> settings, string? name,
        Func<Site, CancellationToken, Task<TssOutcome<IReadOnlyList<string>>>> act,
        CancellationToken cancellationToken)
    {
        if (folder.ReadIdentity() is not { } identity)
        {
            await world.Error.WriteLineAsync($"There is no agent in {folder.Path}; run 'enrol' first.");
            return 1;
        }

        using var alarm = new CancellationTokenSource(s_patience, world.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, alarm.Token);
        try
        {
            var (place, fault) = TssPlace.Choose(TssPlace.ConfigurationOf(folder, settings), name);
            if (place is null)
            {
                await world.Error.WriteLineAsync(fault);
                return 2;
            }

            await using var services = Services(world, folder, place);
            _ = services.GetRequiredService<IOptions<TssOptions>>().Value;
            var driver = services.GetRequiredService<TssDriver>();
            var tss = driver.Open(services);
            using var closing = tss as IDisposable;
            var site = new Site(tss, driver, ClientsOf(place, identity), world.Clock);
            return await TellAsync(world, await act(site, either.Token));
        }
        catch (OptionsValidationException faults)
        {
            await world.Error.WriteLineAsync(string.Join(Environment.NewLine, faults.Failures));
            return 2;
        }
        catch (OperationCanceledException) when (alarm.IsCancellationRequested)
        {
            await world.Error.WriteLineAsync("The TSS gives no answer.");
            return 1;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await world.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    /// <summary>What a driver is opened from, beside the running agent or without one.</summary>
    internal static ServiceProvider Services(Surroundings world, AgentFolder folder, TssPlace place)
    {
        var own = new AgentFolder(place.FolderIn(folder.Path), world.Credentials);
        own.Create();
        var services = place.Services();
        services.AddLogging().AddSingleton(world.Clock).AddSingleton(own);
        return services.BuildServiceProvider();
    }

    private static IReadOnlyList<string> ClientsOf(TssPlace place, AgentIdentity identity) =>
        place.Clients() is { Count: > 0 } clients
            ? [.. clients.Select(client => client.SerialNumber)] : [identity.EasSerialNumber];

    private static Task<int> TellAsync(Surroundings world, TssOutcome<IReadOnlyList<string>> outcome) => outcome.Match(
        async sentences =>
        {
            foreach (var sentence in sentences)
            {
                await world.Out.WriteLineAsync(sentence);
            }

            return 0;
        },
        refused => SayAsync(world, $"The TSS refuses ({refused.Code}): {refused.Detail}"),
        unavailable => SayAsync(world, $"The TSS does not answer: {unavailable.Detail}"),
        unknown => SayAsync(world, $"Whether it was done is unknown: {unknown.Detail}"));

    private static async Task<int> SayAsync(Surroundings world, string sentence)
    {
        await world.Error.WriteLineAsync(sentence);
        return 1;
    }

    private static async Task<TssOutcome<IReadOnlyList<string>>> Describe(
        Site site, ParseResult parsed, CancellationToken cancellationToken)
    {
        var outcome = await site.Tss.InfoAsync(cancellationToken);
        if (outcome is not TssOutcome<TssInfo>.Done { Value: var info })
        {
            return outcome.As<IReadOnlyList<string>>();
        }

        IReadOnlyList<string> common =
        [
            $"Serial number: {info.Key.SerialNumber}{(info.Key.Test ? " (TEST, no certified TSS)" : "")}",
            $"Signs with {info.Key.Algorithm}, log time {info.Key.LogTimeFormat}.",
            FormattableString.Invariant($"Signature counter {info.SignatureCounter}, ")
                + FormattableString.Invariant($"{info.OpenTransactions} open transactions."),
            info.CertificateExpires is { } end
                ? FormattableString.Invariant($"The certificate ends on {end:yyyy-MM-dd}.")
                : "The end of the certificate is not known.",
            // A driver that describes its device passes on the device's warnings itself.
            .. TssWarnings.Of(info, site.Clock.GetUtcNow(), site.Clients.Count)
                .Where(warning => site.Driver.SetUp is null || warning.Code != TssWarnings.DeviceWarning)
                .Select(warning => $"Warning: {warning.Code}: {warning.Detail}"),
        ];
        return site.Driver.SetUp is { } setUp
            ? (await setUp.Describe(site.Tss, cancellationToken)).Then<IReadOnlyList<string>>(
                more => new TssOutcome<IReadOnlyList<string>>.Done([.. common, .. more]))
            : new TssOutcome<IReadOnlyList<string>>.Done(common);
    }

    private static Task<TssOutcome<IReadOnlyList<string>>> RegisterAsync(
        Site site, string? token, CancellationToken cancellationToken) => EachAsync(
            site, (setUp, serial) => setUp.Register(site.Tss, serial, token, cancellationToken),
            (isNew, serial) => isNew ? $"{serial} is registered." : $"{serial} was registered before.");

    private static Task<TssOutcome<IReadOnlyList<string>>> DeregisterAsync(
        Site site, CancellationToken cancellationToken) => EachAsync(
            site, (setUp, serial) => setUp.Deregister(site.Tss, serial, cancellationToken),
            (wasKnown, serial) => wasKnown ? $"{serial} is no longer registered." : $"{serial} was not registered.");

    // Every cash register of the TSS; what was done stays done, so that the command may be repeated.
    private static async Task<TssOutcome<IReadOnlyList<string>>> EachAsync(
        Site site, Func<TssSetUp, string, Task<TssOutcome<bool>>> act, Func<bool, string, string> tell)
    {
        if (site.Driver.SetUp is not { } setUp)
        {
            return new TssOutcome<IReadOnlyList<string>>.Done(
                ["This TSS takes every cash register; there is nothing to set up."]);
        }

        var told = new List<string>();
        foreach (var serial in site.Clients)
        {
            var outcome = await act(setUp, serial);
            if (outcome is not TssOutcome<bool>.Done { Value: var changed })
            {
                return outcome.As<IReadOnlyList<string>>();
            }

            told.Add(tell(changed, serial));
        }

        return new TssOutcome<IReadOnlyList<string>>.Done(told);
    }
}
