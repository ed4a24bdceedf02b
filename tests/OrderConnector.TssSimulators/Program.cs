using OrderConnector.Simulators.Tss.Vendors;

return await SimulatorProgram.RunAsync(args, TimeProvider.System, Console.Out, Console.Error);
