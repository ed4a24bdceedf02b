using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent;

/// <summary>What an export asks of the branch; it goes past the lanes, which sign meanwhile.</summary>
public sealed partial class BranchFlow
{
    /// <summary>The TSS of the branch.</summary>
    public IReadOnlyList<BranchTss> Tss => _ports.Tss;

    /// <summary>
    /// The key of a TSS, base64 of the uncompressed point: as it says itself, else the one it signed with last. One
    /// that is expired or locked still exports and no longer describes itself. Null where neither is known.
    /// </summary>
    public async Task<string?> FindKeyAsync(BranchTss tss, CancellationToken cancellationToken)
    {
        using var alarm = new CancellationTokenSource(_settings.TssFinishTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, alarm.Token);
        try
        {
            if (await tss.Port.InfoAsync(either.Token) is TssOutcome<TssInfo>.Done { Value.Key: var key })
            {
                return Convert.ToBase64String(key.PublicKey);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It did not answer in time.
        }

        return _memory.Look(state => state.Tss.KeyOf(tss.Name))?.PublicKey;
    }
}
