using OrderConnector.Core.Emergencies;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Emergencies;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private static SwitchEmergency Switch(string reason, int minute, string branch = Branch) =>
        new(branch, Manager, reason, Noon.AddMinutes(minute));

    private Task<EmergencyResult> SetAsync(EmergencyProcedure procedure, string branch = Branch) =>
        Emergencies.SetProcedureAsync(
            new SetProcedure(branch, procedure, "user:admin", "as agreed", Noon), default);

    [Fact]
    public async Task A_branch_enters_and_leaves_emergency_operation_with_reasons_on_record()
    {
        Assert.Equal(EmergencyResult.Done, await Emergencies.BeginEmergencyAsync(Switch("no line", 1), default));
        Assert.Equal(EmergencyResult.AlreadySo, await Emergencies.BeginEmergencyAsync(Switch("again", 2), default));
        Assert.Equal(
            new RunningEmergency(Branch, "Mitte", "Europe/Berlin", Noon.AddMinutes(1)),
            Assert.Single(await Pages.ReadRunningEmergenciesAsync(null, default)));
        Assert.Equal(EmergencyResult.Done, await Emergencies.EndEmergencyAsync(Switch("line is back", 3), default));
        Assert.Equal(EmergencyResult.AlreadySo, await Emergencies.EndEmergencyAsync(Switch("again", 4), default));
        Assert.Equal(EmergencyResult.Done, await Emergencies.BeginEmergencyAsync(Switch("down again", 5), default));

        var history = await Pages.ReadEmergenciesAsync(Branch, 10, default);
        Assert.Equal(
            [
                new Emergency(
                    Branch, EmergencyProcedure.FlagByHand, new Deed(Noon.AddMinutes(5), Manager, "down again"), null),
                new Emergency(
                    Branch, EmergencyProcedure.FlagByHand, new Deed(Noon.AddMinutes(1), Manager, "no line"),
                    new Deed(Noon.AddMinutes(3), Manager, "line is back")),
            ],
            history);
        Assert.Single(await Pages.ReadEmergenciesAsync(Branch, 1, default));
        Assert.Equal(
            ["emergency.begun", "emergency.ended", "emergency.begun"],
            (await AuditAsync()).Select(entry => entry.Act.Action));
    }

    [Fact]
    public async Task Agents_and_shops_hear_that_their_branch_is_in_emergency_operation()
    {
        await EnrolAsync("a1");
        await EnrolAsync("a2");
        var before = await CollectAsync(Visit("a1"));
        await Emergencies.BeginEmergencyAsync(Switch("no line", 1), default);

        Assert.False(before.InEmergency);
        Assert.True((await CollectAsync(Visit("a1"))).InEmergency);
        Assert.True(Assert.IsType<CollectOutcome.Standby>(await Store.CollectAsync(Visit("a2"), default)).InEmergency);
        Assert.True((await Store.ReadBranchStatusAsync(Branch, Noon, default))!.InEmergency);

        await Emergencies.EndEmergencyAsync(Switch("line is back", 2), default);
        Assert.False((await CollectAsync(Visit("a1"))).InEmergency);
        Assert.False((await Store.ReadBranchStatusAsync(Branch, Noon, default))!.InEmergency);
    }

    [Fact]
    public async Task The_procedure_is_a_setting_and_each_emergency_keeps_the_one_it_began_with()
    {
        Assert.Equal(EmergencyResult.AlreadySo, await SetAsync(EmergencyProcedure.FlagByHand));
        Assert.Equal(EmergencyResult.Done, await SetAsync(EmergencyProcedure.CollectLater));
        Assert.Equal(EmergencyResult.AlreadySo, await SetAsync(EmergencyProcedure.CollectLater));
        await Emergencies.BeginEmergencyAsync(Switch("no line", 1), default);
        Assert.Equal(EmergencyResult.Done, await SetAsync(EmergencyProcedure.FlagByHand));

        var branch = Assert.Single(await Pages.ReadBranchEmergenciesAsync(null, default));
        Assert.Equal(
            (Branch, "Mitte", EmergencyProcedure.FlagByHand, EmergencyProcedure.CollectLater),
            (branch.BranchId, branch.Name, branch.Procedure, branch.Running!.Procedure));
        Assert.Equal(
            ["collectLater", "flagByHand"],
            (await AuditAsync()).Where(entry => entry.Act.Action == "emergency.procedureSet")
                .Select(entry => entry.Act.Details!["procedure"]));
    }

    [Fact]
    public async Task A_branch_that_is_not_there_is_told_so()
    {
        Assert.Equal(
            EmergencyResult.Unknown, await Emergencies.BeginEmergencyAsync(Switch("x", 1, "nowhere"), default));
        Assert.Equal(EmergencyResult.Unknown, await Emergencies.EndEmergencyAsync(Switch("x", 1, "nowhere"), default));
        Assert.Equal(EmergencyResult.Unknown, await SetAsync(EmergencyProcedure.CollectLater, "nowhere"));
        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task Who_has_some_branches_reads_of_those_alone()
    {
        await Store.AddBranchAsync(new NewBranch("altona", "Altona", 1, 9, "Europe/Berlin"), Noon, default);
        await Emergencies.BeginEmergencyAsync(Switch("x", 1), default);
        await Emergencies.BeginEmergencyAsync(Switch("x", 1, "altona"), default);
        await FlaggedAsync("A", "B");

        Assert.Equal(
            ["altona", Branch], (await Pages.ReadRunningEmergenciesAsync(null, default)).Select(one => one.BranchId));
        Assert.Equal(
            [Branch], (await Pages.ReadRunningEmergenciesAsync([Branch], default)).Select(one => one.BranchId));
        Assert.Equal(
            [("altona", 0), (Branch, 2)],
            (await Pages.ReadBranchEmergenciesAsync(null, default)).Select(one => (one.BranchId, one.OpenFlags)));
        Assert.Equal(
            [("altona", 0)],
            (await Pages.ReadBranchEmergenciesAsync(["altona"], default)).Select(one => (one.BranchId, one.OpenFlags)));
        Assert.Empty(await Pages.ReadRunningEmergenciesAsync([], default));
    }

    [Fact]
    public async Task Of_many_who_begin_at_once_one_begins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => Task.Run(() => Emergencies.BeginEmergencyAsync(Switch($"try {i}", 1), default))));

        Assert.Single(results, result => result == EmergencyResult.Done);
        Assert.Single(await Pages.ReadEmergenciesAsync(Branch, 10, default));
        Assert.Single(await AuditAsync());
    }
}
