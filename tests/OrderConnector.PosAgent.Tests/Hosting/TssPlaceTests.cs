using Microsoft.Extensions.Configuration;
using OrderConnector.PosAgent.Hosting;

namespace OrderConnector.PosAgent.Tests.Hosting;

public sealed class TssPlaceTests
{
    [Fact]
    public void A_branch_that_names_none_has_one_simulated_TSS_and_no_client_of_its_own()
    {
        var place = Assert.Single(TssPlace.Read(Configuration()));

        Assert.Equal(("main", false), (place.Name, place.IsNamed));
        Assert.Empty(place.Clients());
        Assert.Equal("/data", place.FolderIn("/data"));
        Assert.Empty(Faults());
    }

    [Fact]
    public void Several_cash_registers_on_one_TSS_need_no_more_than_their_names()
    {
        var place = Assert.Single(TssPlace.Read(Configuration("Tss:Clients:K-1=EAS 1", "Tss:Clients:K-2=EAS 2")));

        Assert.Equal([new EasClient("EAS 1", "K-1"), new EasClient("EAS 2", "K-2")], place.Clients());
    }

    [Fact]
    public void Each_of_several_TSS_has_the_same_keys_under_its_name_and_a_folder_of_its_own()
    {
        string[] keys =
        [
            "BranchTss:north:TssSimulator:LatencyMilliseconds=50", "BranchTss:north:Tss:Clients:K-1=EAS-1",
            "BranchTss:south:Tss:Clients:K-2=EAS-2",
        ];

        var places = TssPlace.Read(Configuration(keys));

        Assert.Equal(["north", "south"], places.Select(place => place.Name));
        Assert.Equal("50", places[0].Configuration["TssSimulator:LatencyMilliseconds"]);
        Assert.Null(places[1].Configuration["TssSimulator:LatencyMilliseconds"]);
        Assert.Equal(Path.Combine("data", "tss-north"), places[0].FolderIn("data"));
        Assert.Empty(Faults(keys));
    }

    [Fact]
    public void Every_fault_of_every_TSS_is_listed_by_its_whole_key() => Assert.Equal(
        [
            "BranchTss:North must be named by 1 to 20 of a-z 0-9 and '-'.",
            "BranchTss:North:Tss:Clients must name a cash register and its EAS serial number.",
            "BranchTss:south:Tss:Kind is 'none'; it must be",
            "BranchTss:south:Tss:Clients:K_2 must be named by 1 to 20 of A-Z a-z 0-9 and '-'.",
            "BranchTss:west:Tss:Clients:K-3: An EAS serial number is",
            "Tss is configured beside BranchTss; each TSS stands under BranchTss where there are several.",
            "Tss:Clients names the cash register k-3 twice.",
            "Tss:Clients names the EAS serial number EAS-2 twice.",
        ],
        Faults(
            "Tss:Kind=simulator", "BranchTss:North:Tss:Kind=simulator", "BranchTss:south:Tss:Kind=none",
            "BranchTss:south:Tss:Clients:K_2=EAS-2", "BranchTss:south:Tss:Clients:k-3=EAS-2",
            "BranchTss:west:Tss:Clients:K-3=EAS_3"),
        (expected, found) => found.StartsWith(expected, StringComparison.Ordinal));

    [Fact]
    public void Production_refuses_each_simulated_TSS() => Assert.Equal(
        ["BranchTss:north: Agent:Production is true, but Tss:Kind is simulator"],
        Faults("Agent:Production=true", "BranchTss:north:Tss:Clients:K-1=EAS-1"),
        (expected, found) => found.StartsWith(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData(null, null, "--tss must name one of: north, south.")]
    [InlineData("east", null, "--tss must name one of: north, south.")]
    [InlineData("south", "south", null)]
    public void A_command_says_which_of_several_it_means(string? name, string? chosen, string? fault)
    {
        var (place, told) = TssPlace.Choose(
            Configuration("BranchTss:north:Tss:Kind=simulator", "BranchTss:south:Tss:Kind=simulator"), name);

        Assert.Equal((chosen, fault), (place?.Name, told));
    }

    private static IReadOnlyList<string> Faults(params string[] keys) =>
        [.. new TssSetValidation(Configuration(keys)).Validate(null, new TssSetCheck()).Failures ?? []];

    private static IConfigurationRoot Configuration(params string[] keys) => new ConfigurationBuilder()
        .AddInMemoryCollection(keys.Select(key => key.Split('=')).Select(
            pair => new KeyValuePair<string, string?>(pair[0], pair[1]))).Build();
}
