using System.Formats.Tar;
using OrderConnector.Fiscal.Tss;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

// What is owed when something went wrong, and when somebody looks back.
public abstract partial class TssCompliance
{
    [Fact]
    public async Task A_finished_transaction_is_read_back_with_the_same_signature_after_a_restart()
    {
        var signature = await Finish(await Start(), Order);
        await Reopen();

        var record = Done(await Tss.ReadBackAsync(ClientId, signature.TransactionNumber, default));

        Assert.True(record.Exists);
        Assert.Equal(signature.Value, record.Signature!.Value);
        Assert.Equal(signature.Data, record.Signature.Data);
        Assert.Equal(signature.SignatureCounter, record.Signature.SignatureCounter);
        Assert.Equal(
            (signature.StartedAt, signature.FinishedAt), (record.Signature.StartedAt, record.Signature.FinishedAt));
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(record.Signature));
    }

    [Fact]
    public async Task An_open_transaction_outlives_a_restart_and_can_be_finished_then()
    {
        var started = await Start();
        await Reopen();

        Assert.Equal([started], Done(await Tss.FindOpenAsync(ClientId, default)));
        Assert.Equal(
            new TransactionOnRecord(true, null),
            Done(await Tss.ReadBackAsync(ClientId, started.Number, default)) with { Start = null });
        var signature = await Finish(started, Aborted);
        Assert.Equal(started.Number, signature.TransactionNumber);
    }

    [Fact]
    public async Task A_number_never_given_is_not_on_record()
    {
        var started = await Start();

        Assert.Equal(
            new TransactionOnRecord(false, null),
            Done(await Tss.ReadBackAsync(ClientId, started.Number + 1000, default)));
    }

    [Fact]
    public async Task A_second_finish_makes_no_second_signature()
    {
        var started = await Start();
        var signature = await Finish(started, Receipt);

        var again = await Tss.FinishAsync(started, Receipt, default);

        // Drivers whose TSS knows the repeat answer with the first signature, the others refuse.
        Assert.True(again.Match(
            second => second.SignatureCounter == signature.SignatureCounter, _ => true, _ => false, _ => false));
        AssertCounter(signature.SignatureCounter, Done(await Tss.InfoAsync(default)));
        Assert.Equal(
            signature.SignatureCounter,
            Done(await Tss.ReadBackAsync(ClientId, started.Number, default)).Signature!.SignatureCounter);
    }

    [Fact]
    public async Task A_transaction_that_was_never_started_is_not_finished()
    {
        var started = await Start();

        var outcome = await Tss.FinishAsync(started with { Number = started.Number + 1000 }, Receipt, default);

        Assert.IsType<TssOutcome<TssSignature>.Refused>(outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("TILL_1")]
    [InlineData("TILL/1")]
    [InlineData("Kässe")]
    public async Task A_client_id_a_tss_cannot_take_is_refused_by_name(string clientId)
    {
        var outcome = await Tss.StartAsync(new TssReference(clientId, NewReference().Reference), default);

        Assert.Equal("client-id-invalid", Assert.IsType<TssOutcome<StartedTransaction>.Refused>(outcome).Code);
    }

    [Fact]
    public async Task Out_of_order_it_says_so_to_every_call_and_keeps_what_it_has()
    {
        var started = await Start();
        await BreakAsync();

        Assert.IsType<TssOutcome<StartedTransaction>.Unavailable>(await Tss.StartAsync(NewReference(), default));
        Assert.IsType<TssOutcome<TssSignature>.Unavailable>(await Tss.FinishAsync(started, Receipt, default));
        Assert.IsType<TssOutcome<IReadOnlyList<StartedTransaction>>.Unavailable>(
            await Tss.FindOpenAsync(ClientId, default));
        Assert.IsType<TssOutcome<TransactionOnRecord>.Unavailable>(
            await Tss.ReadBackAsync(ClientId, started.Number, default));
        Assert.IsType<TssOutcome<TssInfo>.Unavailable>(await Tss.InfoAsync(default));

        await MendAsync();
        Assert.Equal([started], Done(await Tss.FindOpenAsync(ClientId, default)));
        Assert.Equal(started.Number, (await Finish(started, Receipt)).TransactionNumber);
    }

    [Fact]
    public async Task A_cancelled_call_ends_by_the_cancellation()
    {
        var started = await Start();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tss.StartAsync(NewReference(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tss.FinishAsync(started, Receipt, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tss.FindOpenAsync(ClientId, cancelled));
    }

    [Fact]
    public async Task The_export_holds_every_message_and_each_of_them_verifies()
    {
        var signature = await Finish(await Start(), Receipt);
        var open = await Start();
        using var archive = new MemoryStream();

        var count = Done(await Tss.ExportLogAsync(DateTimeOffset.UnixEpoch, open.LogTime.AddDays(1), archive, default));

        archive.Position = 0;
        var files = await ReadArchive(archive);
        Assert.True(files.ContainsKey("info.csv"));
        Assert.Contains(files.Keys, name => name.Contains("_X509.", StringComparison.Ordinal));
        var messages = files.Where(file => file.Key.EndsWith(".log", StringComparison.Ordinal)).Select(Read).ToList();
        Assert.Equal(count, messages.Count);
        Assert.All(messages, message => Assert.Equal(
            SignatureVerdict.Valid, SignatureCheck.Check(message, signature.Key.PublicKey)));
        var counters = messages.Select(message => message.Message.Seal.SignatureCounter).ToList();
        Assert.Equal(counters.Distinct().Order(), counters);
        Assert.Contains(signature.SignatureCounter, counters);
        Assert.True(!TellsStartCounter || counters.Contains(open.SignatureCounter));
    }

    protected static async Task<Dictionary<string, byte[]>> ReadArchive(Stream archive)
    {
        var files = new Dictionary<string, byte[]>();
        await using var reader = new TarReader(archive);
        while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
        {
            using var content = new MemoryStream();
            await entry.DataStream!.CopyToAsync(content);
            files.Add(entry.Name, content.ToArray());
        }

        return files;
    }

    private static SignedLogMessage Read(KeyValuePair<string, byte[]> file)
    {
        Assert.True(SignedLogMessage.TryRead(file.Value, out var message), file.Key);
        return message;
    }
}
