using System.Globalization;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

// The daily closing: without it the middleware's DSFinV-K stays empty. It leaves the log in the TSS, so it is quick.
internal sealed partial class FiskaltrustTss
{
    /// <inheritdoc />
    public async Task<TssOutcome<bool>> CloseDayAsync(
        string clientId, DateOnly day, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var device = await ForClientAsync(clientId, cancellationToken);
        if (device is not TssOutcome<FiskaltrustDevice>.Done)
        {
            return device.NotDone<bool>();
        }

        // Its reference is the day: the queue itself remembers whether it has closed it, whatever got lost here.
        var reference = string.Create(CultureInfo.InvariantCulture, $"closing-{day:yyyy-MM-dd}");
        var request = Write(reference, new FtContent(FiskaltrustCases.DailyClosing, [], []));
        var found = await _calls.FindEarlierAsync(request, cancellationToken);
        if (found is not TssOutcome<EarlierAnswer>.Done { Value.Response: var earlier })
        {
            return found.NotDone<bool>();
        }

        return earlier is not null && FiskaltrustAnswer.Judge(earlier) is TssOutcome<FtResponse>.Done
            ? new TssOutcome<bool>.Done(false)
            : (await _calls.SignAsync(request, cancellationToken)).Then(FiskaltrustAnswer.Judge)
                .Then<bool>(_ => new TssOutcome<bool>.Done(true));
    }
}
