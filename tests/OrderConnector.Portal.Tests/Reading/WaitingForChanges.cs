using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Tests.Reading;

public sealed class WaitingForChanges
{
    private readonly StoreChanges _changes = new();

    [Fact]
    public async Task Whoever_is_behind_hears_at_once()
    {
        var old = _changes.Mark;
        _changes.Pulse();

        Assert.Equal(_changes.Mark, await Wait(old, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Whoever_is_up_to_date_hears_of_the_next_change()
    {
        var waiting = Wait(_changes.Mark, TimeSpan.FromMinutes(1));
        Assert.False(waiting.IsCompleted);
        _changes.Pulse();

        Assert.Equal(_changes.Mark, await waiting.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Nothing_new_is_an_answer_too()
    {
        var mark = _changes.Mark;

        Assert.Equal(mark, await Wait(mark, TimeSpan.FromMilliseconds(20)));
    }

    [Fact]
    public async Task A_mark_from_before_a_restart_is_behind() =>
        Assert.NotEqual(_changes.Mark, await new StoreChanges().WaitAsync(
            _changes.Mark, TimeSpan.FromMinutes(1), TimeProvider.System, default));

    private Task<string> Wait(string since, TimeSpan atMost) =>
        _changes.WaitAsync(since, atMost, TimeProvider.System, default);
}
