using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

// What is gathered, and when it goes to disk.
internal sealed partial class SigningLane
{
    /// <summary>Facts are gathered no longer than this while the TSS is out and nothing else forces a commit.</summary>
    private const int MostGathered = 200;

    private List<JournalFact> _gathered = [];
    private Task? _committing;
    private bool _commitBeforeCall;
    private string? _pinnedSerial;

    private void Gather(SigningWork work, JournalFact fact) => _gathered.Add(work.Foresee(fact));

    private static Task<bool> Did(Action action)
    {
        action();
        return Task.FromResult(true);
    }

    private async Task CommitBeforeCallAsync(CancellationToken cancellationToken)
    {
        if (_commitBeforeCall)
        {
            await CommitAsync(wait: true, cancellationToken);
        }
    }

    private async Task<bool> CommitGatheredAsync(CancellationToken cancellationToken)
    {
        var any = _gathered.Count > 0 || _committing is not null;
        await CommitAsync(wait: true, cancellationToken);
        return any;
    }

    private async Task CommitAsync(bool wait, CancellationToken cancellationToken)
    {
        if (_committing is { } before)
        {
            await before;
            _committing = null;
        }

        if (_gathered.Count > 0)
        {
            (var facts, _gathered) = (_gathered, []);
            _committing = _site.Memory.AppendAsync(facts, cancellationToken);
        }

        if (wait && _committing is { } commit)
        {
            await commit;
            (_committing, _commitBeforeCall) = (null, false);
        }
    }

    // Before the first signature with it, by each lane for itself: a pin that another lane has gathered may reach the
    // disk behind this lane's signature.
    private void PinKey(TssKey key)
    {
        _pinnedSerial ??= Look(state => state.Tss.KeyOf(_circuit.Name)?.SerialNumber);
        if (_pinnedSerial != key.SerialNumber)
        {
            _gathered.Add(JournalData.Fact(
                JournalKind.TssKeyPinned, null, Now, SignedSummary.Pin(key, _circuit.Name)));
            _pinnedSerial = key.SerialNumber;
        }
    }
}
