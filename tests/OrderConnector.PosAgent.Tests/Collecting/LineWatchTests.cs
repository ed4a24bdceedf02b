using OrderConnector.PosAgent.Collecting;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Collecting;

public sealed class LineWatchTests
{
    private static readonly DateTimeOffset s_begin = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly SimulatedClock _clock = new(s_begin);
    private readonly LineWatch _line;
    private int _changes;

    public LineWatchTests() => _line = new LineWatch(_clock, () => _changes++);

    [Fact]
    public void Before_the_first_call_nothing_is_known() =>
        Assert.Equal(new LineView(LineState.Unknown, null, null, null), _line.View);

    [Fact]
    public void A_line_that_stays_as_it_is_is_no_news_and_keeps_its_begin()
    {
        _line.Heard("active", false);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _line.Heard("active", false);

        Assert.Equal(
            new LineView(LineState.Active, s_begin, s_begin + TimeSpan.FromMinutes(1), null), _line.View);
        Assert.Equal(1, _changes);
    }

    [Fact]
    public void A_lost_line_knows_since_when_and_when_it_was_last_heard()
    {
        _line.Heard("active", false);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _line.Lost("no route");
        _clock.Advance(TimeSpan.FromMinutes(1));
        _line.Lost("time-out");

        Assert.Equal(
            new LineView(LineState.Lost, s_begin + TimeSpan.FromMinutes(1), s_begin, "time-out"), _line.View);
        Assert.Equal(2, _changes);
    }

    [Fact]
    public void Standby_and_refusal_are_states_of_their_own()
    {
        _line.Heard("standby", false);
        var standby = _line.View.State;
        _line.Refused("revoked");

        Assert.Equal((LineState.Standby, LineState.Refused), (standby, _line.View.State));
        Assert.Equal(("revoked", 2), (_line.View.Detail, _changes));
    }

    [Fact]
    public void Emergency_operation_is_told_at_once_and_remembered_while_the_line_is_down()
    {
        _line.Heard("active", false);
        _line.Heard("active", true);
        var told = _changes;
        _line.Lost("time-out");
        var lost = _line.View.InEmergency;
        _line.Heard("active", false);

        Assert.Equal((2, true, false), (told, lost, _line.View.InEmergency));
    }
}
