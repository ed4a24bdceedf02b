using OrderConnector.PosAgent.Collecting;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Showing.Words;

namespace OrderConnector.PosAgent.Tests.StaffPage;

public sealed class BranchWordsTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TssView s_tss = new("ok", null, null, 0, 0, []);
    private static readonly TssOutage s_outage = new("main", "1", s_now.AddMinutes(-3), "tss-unavailable", "no answer");
    private static readonly BranchGlance s_well = new(
        "Berlin", new LineView(LineState.Active, s_now, s_now, null), s_tss, false, 0, [], 0, [], []);

    [Fact]
    public void Where_all_is_well_line_and_tss_say_so_and_nothing_is_to_be_done()
    {
        var notes = Say(s_well);

        Assert.Equal(["Verbindung", "TSE"], notes.Select(note => note.Title));
        Assert.All(notes, note => Assert.Equal((Tone.Good, null), (note.Tone, note.Emergency)));
    }

    [Theory]
    [InlineData(LineState.Unknown, Tone.Busy, "Wird aufgebaut …", null)]
    [InlineData(LineState.Standby, Tone.Good, "Bereitschaft seit 13:00", null)]
    [InlineData(LineState.Lost, Tone.Bad, "Keine Verbindung zur Zentrale seit 13:00", "line")]
    [InlineData(LineState.Refused, Tone.Bad, "weist diesen Rechner seit 13:00 ab", "line")]
    public void Each_state_of_the_line_has_its_words(LineState state, Tone tone, string text, string? emergency)
    {
        var note = Say(s_well with { Line = new LineView(state, s_now, null, "why") })[0];

        Assert.Equal((tone, emergency), (note.Tone, note.Emergency));
        Assert.Contains(text, note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Emergency_operation_is_said_beside_the_line()
    {
        var branch = s_well with { Line = s_well.Line with { InEmergency = true } };

        var german = Say(branch)[1];
        var english = BranchWords.Of(branch, new Speech(Tongue.English), s_now)[1];

        Assert.Equal((Tone.Wanted, "Notbetrieb"), (german.Tone, german.Title));
        Assert.StartsWith("Die Filiale ist im Notbetrieb:", german.Text, StringComparison.Ordinal);
        Assert.StartsWith("The branch is in emergency operation:", english.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_several_tss_that_is_out_is_no_outage_of_the_branch()
    {
        var all = Say(s_well with { Tss = s_tss with { State = "outage", Outage = s_outage } })[1];
        var one = Say(s_well with { Tss = s_tss with { Outage = s_outage } })[1];

        Assert.Equal((Tone.Bad, Tone.Wanted), (all.Tone, one.Tone));
        Assert.Contains("Ausgefallen seit 12:57", all.Text, StringComparison.Ordinal);
        Assert.Contains("Eine von mehreren TSE", one.Text, StringComparison.Ordinal);
        Assert.Equal("main: tss-unavailable: no answer", one.Technical);
    }

    [Theory]
    [InlineData("certificate-ends-in-7-days: The certificate …", "Das Zertifikat endet in wenigen Tagen.")]
    [InlineData("tss-2: clock-differs: The clock …", "Die Uhr der TSE")]
    [InlineData("device-warning: low: battery", "Die TSE braucht Aufmerksamkeit.")]
    public void A_warning_is_said_plainly_and_kept_as_it_was_told(string warning, string text)
    {
        var note = Say(s_well with { Tss = s_tss with { Warnings = [warning] } })[2];

        Assert.Contains(text, note.Text, StringComparison.Ordinal);
        Assert.Equal((warning, "tss-warning"), (note.Technical, note.Emergency));
    }

    [Fact]
    public void A_till_that_is_silent_and_one_that_refuses_are_told_apart()
    {
        var order = new OrderProgress(
            "id", OrderStage.Issued, 1, s_now, new OrderHeader(40000007, "web", false, 1, null, null, null), "{}", null)
        {
            HandOverRefused = true,
        };
        var notes = Say(s_well with { PosSilent = true, Refused = [order] }).Skip(2).ToList();

        Assert.Contains("nimmt gerade keine Bestellungen an", notes[0].Text, StringComparison.Ordinal);
        Assert.Contains("lehnt Bestellung 40000007 ab", notes[1].Text, StringComparison.Ordinal);
    }

    /// <summary>Where a note leads to, the page for emergencies has a place.</summary>
    [Fact]
    public void Every_emergency_has_steps_in_both_languages()
    {
        var (german, english) = (Emergencies(Tongue.German), Emergencies(Tongue.English));

        Assert.Equal(["line", "tss", "till", "program", "tss-warning"], german.Select(one => one.Id));
        Assert.All(german.Zip(english), pair =>
        {
            Assert.Equal(pair.First.Steps.Count, pair.Second.Steps.Count);
            Assert.Empty(pair.First.Steps.Intersect(pair.Second.Steps));
        });
    }

    private static IReadOnlyList<Emergency> Emergencies(Tongue tongue) => EmergencyWords.All(new Speech(tongue));

    private static IReadOnlyList<BranchNote> Say(BranchGlance branch) =>
        BranchWords.Of(branch, new Speech(Tongue.German), s_now);
}
