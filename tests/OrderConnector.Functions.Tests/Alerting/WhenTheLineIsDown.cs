using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Alerting;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Tests.Alerting;

public sealed class WhenTheLineIsDown : IAsyncLifetime
{
    private AlertWorld _world = null!;

    public async Task InitializeAsync() => _world = await AlertWorld.OpenAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task An_incident_is_told_once_grows_escalates_and_ends_with_what_became_of_each_order()
    {
        await _world.AddContactAsync("kitchen", 1);
        await _world.AddContactAsync("siren", 1, ContactKind.Webhook);
        await _world.AddContactAsync("owner", 2);
        var first = await _world.PostAsync("A");
        await _world.PassAsync(4.5);
        Assert.Empty(_world.Mails.Sent);

        await _world.PassAsync(0.5);
        Assert.Equal(["raised kitchen"], _world.Mails.Told);
        Assert.Equal(["raised siren"], _world.Calls.Told);

        var second = await _world.PostAsync("B");
        await _world.PassAsync(9.5);
        Assert.Single(_world.Mails.Sent);
        await _world.PassAsync(0.5);
        Assert.Equal(["raised kitchen", "escalated owner"], _world.Mails.Told);
        Assert.Equal(2, _world.Mails.Sent[1].Notice.Incident!.Orders.Count);

        await _world.CancelAsync(first);
        await _world.Store.MoveAsync(
            new MoveOrder(
                second, [OrderState.Queued], OrderState.TransmittedManually, "user:eva", "no line",
                _world.Clock.GetUtcNow()),
            default);
        await _world.PassAsync(3);

        Assert.Equal(
            ["allClear kitchen", "allClear owner", "escalated owner", "raised kitchen"],
            _world.Mails.Told.Order(StringComparer.Ordinal));
        var over = _world.Mails.Sent[2].Notice;
        Assert.Equal(
            [OrderState.Cancelled, OrderState.TransmittedManually],
            over.Incident!.Orders.Select(order => order.Outcome!.Value));
        Assert.Null(over.AcknowledgeUrl);
        await _world.PassAsync(30);
        Assert.Equal(4, _world.Mails.Sent.Count);
    }

    [Fact]
    public async Task The_link_of_a_mail_stops_the_escalation()
    {
        await _world.AddContactAsync("kitchen", 1);
        await _world.AddContactAsync("owner", 2);
        var id = await _world.PostAsync("A");
        await _world.PassAsync(5);
        var mail = Assert.Single(_world.Mails.Sent).Notice;
        Assert.Equal($"https://o.example/portal/incidents/{mail.Incident!.Id}", mail.IncidentUrl);
        var token = mail.AcknowledgeUrl!["https://o.example/a/".Length..];

        var link = (await _world.Store.FindLinkAsync(AckToken.Hash(token)!, default))!;
        Assert.Equal((mail.Incident.Id, "kitchen"), (link.Incident.Id, link.ContactName));
        Assert.True((await _world.Store.AcknowledgeAsync(
            new Acknowledge(link.Incident.Id, link.ContactName, null, _world.Act("incident.acknowledged")), default))
            .IsDone);
        await _world.PassAsync(30);
        Assert.Single(_world.Mails.Sent);

        await _world.CancelAsync(id);
        await _world.PassAsync(3);
        Assert.Equal(["raised kitchen", "allClear kitchen"], _world.Mails.Told);
        Assert.Equal("kitchen", _world.Mails.Sent[1].Notice.Incident!.AcknowledgedBy);
    }

    [Fact]
    public async Task A_dead_mail_server_delays_and_loses_nothing()
    {
        await _world.AddContactAsync("kitchen", 1);
        await _world.AddContactAsync("office", 1);
        _world.Mails.Answer = new NotifyOutcome(NotifyResult.Unavailable, "no route");
        var id = await _world.PostAsync("A");
        await _world.PassAsync(5);
        // One try found it shut; the other mail did not have to wait for the same.
        Assert.Equal(1, _world.Mails.Tries);
        await _world.PassAsync(120);
        await _world.CancelAsync(id);
        await _world.PassAsync(5);
        Assert.InRange(_world.Mails.Tries, 5, 120);

        _world.Mails.Answer = null;
        await _world.PassAsync(25);

        Assert.Equal(
            ["allClear kitchen", "allClear office", "raised kitchen", "raised office"],
            _world.Mails.Told.Order(StringComparer.Ordinal));
        foreach (var contact in _world.Mails.Sent.GroupBy(one => one.Target.Name))
        {
            Assert.Equal([NoticeKind.Raised, NoticeKind.AllClear], contact.Select(one => one.Notice.Kind));
        }
    }

    [Fact]
    public async Task After_a_day_a_notice_is_given_up_on_record()
    {
        await _world.AddContactAsync("kitchen", 1);
        _world.Mails.Answer = new NotifyOutcome(NotifyResult.Failed, "no such person");
        await _world.PostAsync("A");
        await _world.PassAsync(5);
        var open = await _world.Store.ReadOutboxAsync(_world.Clock.GetUtcNow().AddHours(1), 10, default);
        var notice = Assert.Single(open.Ready).Id;

        for (var hour = 0; hour < 25; hour++)
        {
            _world.Clock.Advance(TimeSpan.FromHours(1));
            await _world.TurnAsync();
        }

        Assert.Null((await _world.Store.ReadOutboxAsync(_world.Clock.GetUtcNow(), 10, default)).NextAt);
        var state = (await _world.Store.FindNoticeStateAsync(notice, default))!;
        Assert.Equal(("gaveUp", "no such person"), (state.Outcome, state.Detail));
    }

    [Fact]
    public async Task What_is_refused_for_good_and_who_was_removed_is_not_called_again()
    {
        var siren = await _world.AddContactAsync("siren", 1, ContactKind.Webhook);
        await _world.AddContactAsync("kitchen", 1);
        _world.Calls.Answer = new NotifyOutcome(NotifyResult.Refused, "HTTP 410");
        _world.Mails.Answer = new NotifyOutcome(NotifyResult.Failed, "busy");
        await _world.PostAsync("A");
        await _world.PassAsync(5);
        Assert.Equal((1, 1), (_world.Calls.Tries, _world.Mails.Tries));

        var kitchen = (await _world.Store.ReadContactsAsync(null, default)).Single(one => one.Id != siren.Id);
        await _world.Store.RemoveContactAsync(kitchen.Id, _world.Act("contact.removed"), default);
        await _world.PassAsync(20);

        Assert.Equal((1, 1), (_world.Calls.Tries, _world.Mails.Tries));
        Assert.Null((await _world.Store.ReadOutboxAsync(_world.Clock.GetUtcNow(), 10, default)).NextAt);
    }

    [Fact]
    public async Task Processes_that_take_their_turns_at_once_tell_everybody_once()
    {
        await _world.AddContactAsync("kitchen", 1);
        await _world.AddContactAsync("owner", 2);
        var flows = Enumerable.Range(0, 6).Select(_ => _world.Start()).ToList();
        await _world.PostAsync("A");
        await _world.PostAsync("B");

        for (var minute = 0; minute < 18; minute++)
        {
            _world.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAll(flows.Select(flow => Task.Run(() => flow.RunOnceAsync(default))));
        }

        Assert.Equal(["raised kitchen", "escalated owner"], _world.Mails.Told);
    }

    [Fact]
    public async Task An_order_flagged_by_mistake_is_told_of_again_when_it_waits_again()
    {
        await _world.AddContactAsync("kitchen", 1);
        var id = await _world.PostAsync("A");
        await _world.PassAsync(5);
        await MoveAsync(id, OrderState.Queued, OrderState.TransmittedManually);
        await _world.PassAsync(1);
        await MoveAsync(id, OrderState.TransmittedManually, OrderState.Queued);
        await _world.PassAsync(4);
        Assert.Equal(["raised kitchen", "allClear kitchen"], _world.Mails.Told);

        await _world.PassAsync(2);

        Assert.Equal(["raised kitchen", "allClear kitchen", "raised kitchen"], _world.Mails.Told);
        await _world.PassAsync(30);
        Assert.Equal(3, _world.Mails.Sent.Count);
    }

    [Fact]
    public async Task A_server_that_answers_slowly_does_not_hold_up_the_next_look()
    {
        for (var n = 0; n < 8; n++)
        {
            await _world.AddContactAsync($"contact{n}", 1);
        }

        await _world.PostAsync("A");
        _world.Clock.Advance(TimeSpan.FromMinutes(5));
        _world.Mails.Before = () => _world.Clock.Advance(TimeSpan.FromSeconds(14));
        var flow = _world.Start();

        // Tries begin at 0, 14 and 28 s, and none after 30 s.
        await flow.RunOnceAsync(default);
        Assert.Equal(3, _world.Mails.Tries);
        await flow.RunOnceAsync(default);
        Assert.Equal(6, _world.Mails.Tries);
        Assert.True(await flow.IsDueAsync(default));
        await flow.RunOnceAsync(default);

        Assert.Equal(8, _world.Mails.Told.Distinct().Count());
        Assert.False(await flow.IsDueAsync(default));
    }

    [Fact]
    public async Task What_waits_behind_a_mail_that_fails_wakes_nobody_before_its_turn()
    {
        await _world.AddContactAsync("kitchen", 1);
        _world.Mails.Answer = new NotifyOutcome(NotifyResult.Failed, "no such person", TimeSpan.FromMinutes(50));
        var id = await _world.PostAsync("A");
        await _world.PassAsync(5);
        await _world.CancelAsync(id);
        await _world.PassAsync(3);
        var flow = _world.Start();
        await flow.RunOnceAsync(default);

        Assert.False(await flow.IsDueAsync(default));
        _world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await flow.IsDueAsync(default));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_turns_no_alarm_and_all_clear_round()
    {
        await _world.AddContactAsync("kitchen", 1);
        var id = await _world.PostAsync("A");
        await _world.PassAsync(5);
        _world.Clock.Set(TimeSpan.FromHours(-3));
        await _world.CancelAsync(id);
        await _world.PassAsync(3);

        Assert.Equal(["raised kitchen", "allClear kitchen"], _world.Mails.Told);
    }

    private Task MoveAsync(OrderId id, OrderState from, OrderState to) => _world.Store.MoveAsync(
        new MoveOrder(id, [from], to, "user:eva", "so", _world.Clock.GetUtcNow()), default);
}
