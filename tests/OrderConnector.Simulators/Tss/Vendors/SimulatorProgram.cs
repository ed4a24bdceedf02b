using System.CommandLine;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors.Fiskaly;

namespace OrderConnector.Simulators.Tss.Vendors;

/// <summary>
/// Simulated vendors as a program: "fcc --port 20001 --script faults.txt". It serves until it is told to stop.
/// Exit code 0 stopped, 1 broken, 2 not understood.
/// </summary>
public static class SimulatorProgram
{
    /// <summary>What a vendor needs beyond what all of them take.</summary>
    /// <param name="Name">The command.</param>
    /// <param name="Description">What it stands for.</param>
    /// <param name="Port">Where it listens unless it is told otherwise.</param>
    /// <param name="Options">Its own options.</param>
    /// <param name="Open">Opens it over a device.</param>
    private sealed record Vendor(
        string Name, string Description, int Port, IReadOnlyList<Option> Options,
        Func<ParseResult, SimulatedPlace, TimeProvider, SimulatedVendor> Open);

    /// <summary>What stands behind a vendor.</summary>
    /// <param name="Device">The device.</param>
    /// <param name="Folder">Where it and the vendor keep what they know.</param>
    /// <param name="Clients">Serial numbers known from the start.</param>
    private sealed record SimulatedPlace(SoftwareTss Device, string Folder, IReadOnlyList<string> Clients);

    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, TimeProvider clock, TextWriter output, TextWriter error,
        CancellationToken cancellationToken = default)
    {
        var root = new RootCommand(
            "Simulated TSS devices for tests and for developers of shops and tills. They sign with real keys and "
            + "count; what they sign says TEST and never counts.");
        foreach (var vendor in new[] { Fcc(), Fiskaltrust(), Fiskaly() })
        {
            root.Subcommands.Add(Build(vendor, clock, output, error));
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors.Select(fault => fault.Message).Distinct())
            {
                await error.WriteLineAsync(fault);
            }

            return 2;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error }, cancellationToken);
    }

    private static Vendor Fcc()
    {
        var code = new Option<string>("--eas-code")
        {
            Description = "The password of all its users.", DefaultValueFactory = _ => "eas-code",
        };
        var tokens = new Option<string[]>("--token")
        {
            Description = "An activation token, good for one registration; without any, every token is good.",
        };
        var life = new Option<int>("--token-life")
        {
            Description = "How many seconds a bearer token is good for.", DefaultValueFactory = _ => 3600,
        };
        var records = new Option<int>("--max-records")
        {
            Description = "Larger exports are refused with 413.", DefaultValueFactory = _ => 100_000,
        };
        var startup = new Option<int>("--startup")
        {
            Description = "How many seconds it answers 503 after its start.",
        };
        return new Vendor(
            "fcc", "Fiskal Cloud Connector 4.4 of Deutsche Fiskal.", 20001, [code, tokens, life, records, startup],
            (parsed, place, clock) => new FccSimulator(
                place.Device,
                new FccSimulatorOptions
                {
                    EasCode = parsed.GetValue(code)!,
                    ActivationTokens = parsed.GetValue(tokens) ?? [],
                    TokenLife = TimeSpan.FromSeconds(parsed.GetValue(life)),
                    MaximumRecords = parsed.GetValue(records),
                    Startup = TimeSpan.FromSeconds(parsed.GetValue(startup)),
                },
                clock));
    }

    private static Vendor Fiskaltrust()
    {
        var token = new Option<string?>("--access-token")
        {
            Description = "Asked for in every call; without one every caller is served, as by a local Launcher.",
        };
        var fresh = new Option<bool>("--fresh") { Description = "A queue that never had its start receipt." };
        return new Vendor(
            "fiskaltrust", "A queue of fiskaltrust.Middleware, interface v1; its client is the first --client.", 1200,
            [token, fresh],
            (parsed, place, clock) => new FiskaltrustSimulator(
                place.Device, place.Folder,
                new FiskaltrustSimulatorOptions
                {
                    ClientId = place.Clients is [var first, ..] ? first : "TILL 1",
                    AccessToken = parsed.GetValue(token),
                    InOperation = !parsed.GetValue(fresh),
                },
                clock));
    }

    private static Vendor Fiskaly()
    {
        var secret = new Option<string>("--api-secret")
        {
            Description = "The secret of the API key.", DefaultValueFactory = _ => "simulated-secret",
        };
        return new Vendor(
            "fiskaly", "fiskaly SIGN DE v2 under /api/v2, with one TSS.", 8080, [secret],
            (parsed, place, clock) =>
            {
                var vendor = new SimulatedFiskaly(
                    place.Device, place.Folder,
                    new SimulatedFiskalyOptions { ApiSecret = parsed.GetValue(secret)! }, clock);
                for (var i = 0; i < place.Clients.Count; i++)
                {
                    vendor.Register($"5a1f7a5e-8f0c-4f62-8d34-0c1f2b7e9a{i:x2}", place.Clients[i]);
                }

                return vendor;
            });
    }

    private static Command Build(Vendor vendor, TimeProvider clock, TextWriter output, TextWriter error)
    {
        var port = new Option<int>("--port")
        {
            Description = "Port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => vendor.Port,
        };
        var data = new Option<string>("--data")
        {
            Description = "Folder of the device: keys, counters, log, clients.",
            DefaultValueFactory = _ => $"{vendor.Name}-simulator",
        };
        var clients = new Option<string[]>("--client") { Description = "An EAS serial number known from the start." };
        var script = new Option<string?>("--script")
        {
            Description = $"File with what goes wrong. {FaultScript.Grammar} Calls: "
                + $"{string.Join(", ", FaultScript.Calls.Keys)}. Faults: {string.Join(", ", FaultScript.Kinds.Keys)}.",
        };
        var seed = new Option<int>("--seed") { Description = "Of the script's chances.", DefaultValueFactory = _ => 1 };
        var command = new Command(vendor.Name, vendor.Description) { port, data, clients, script, seed };
        vendor.Options.ToList().ForEach(command.Options.Add);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (faults, wrong) = await ReadScriptAsync(parsed.GetValue(script), cancellationToken);
            if (wrong.Count > 0)
            {
                await error.WriteLineAsync(string.Join(Environment.NewLine, wrong));
                return 2;
            }

            var place = new SimulatedPlace(
                await SoftwareTss.OpenAsync(parsed.GetValue(data)!, new SoftwareTssOptions(), clock),
                parsed.GetValue(data)!, parsed.GetValue(clients) ?? []);
            place.Clients.ToList().ForEach(client => place.Device.Register(client));

            await using var host = new VendorHost(
                vendor.Open(parsed, place, clock), new FaultDirector(faults, new Random(parsed.GetValue(seed))),
                clock, parsed.GetValue(port));
            await host.StartAsync();
            await output.WriteLineAsync($"{vendor.Description} TEST, listens on {host.Url}");
            await output.FlushAsync(cancellationToken);
            await WaitAsync(cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task<(FaultScript Script, IReadOnlyList<string> Faults)> ReadScriptAsync(
        string? file, CancellationToken cancellationToken)
    {
        try
        {
            return FaultScript.Parse(file is null ? "" : await File.ReadAllTextAsync(file, cancellationToken));
        }
        catch (IOException fault)
        {
            return (new FaultScript([]), [fault.Message]);
        }
    }

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }
}
