using Microsoft.Extensions.Options;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Hosting;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Releasing;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Exporting;

/// <summary>What is to be exported.</summary>
/// <param name="Folder">The agent's folder.</param>
/// <param name="From">Begin, included.</param>
/// <param name="To">End, included.</param>
/// <param name="File">The file to make; nothing is there.</param>
/// <param name="Tss">Which TSS; null where there is one.</param>
/// <param name="Settings">Configuration of an agent that does not run.</param>
/// <param name="Acknowledge">Whether the device is told that the file is kept; where it knows no such thing, nothing is
/// exported.</param>
internal sealed record TssExportWish(
    AgentFolder Folder, DateTimeOffset From, DateTimeOffset To, string File, string? Tss,
    IReadOnlyList<KeyValuePair<string, string?>> Settings, bool Acknowledge = false);

/// <summary>
/// Makes a log export: through the running agent where there is one, else from the device itself. The file has its
/// name only once it is whole, and its owner alone may read it.
/// </summary>
internal sealed class TssExport(Surroundings world, TssExportWish wish)
{
    /// <summary>Why nothing was exported.</summary>
    /// <param name="Detail">A sentence.</param>
    /// <param name="ExitCode">1 not done, 2 an option is wrong.</param>
    internal sealed record Failure(string Detail, int ExitCode);

    /// <summary>Exports and checks; a sentence and the exit code where nothing was exported.</summary>
    /// <exception cref="IOException">The file cannot be written, or the device is in use.</exception>
    /// <exception cref="OptionsValidationException">The TSS is not well configured.</exception>
    public async Task<(TssLogFindings? Findings, Failure? Failure)> RunAsync(CancellationToken cancellationToken)
    {
        var temporary = $"{Path.GetFullPath(wish.File)}.{Path.GetRandomFileName()}.part";
        try
        {
            TssLogFindings findings;
            await using (var file = OwnerOnlyFile.Create(temporary, FileOptions.Asynchronous))
            {
                var (key, failure) = await FetchAsync(file, cancellationToken);
                if (key is null)
                {
                    return (null, failure);
                }

                file.Flush(flushToDisk: true);
                file.Position = 0;
                findings = await new TssLogVerifier(key).CheckAsync(file, cancellationToken);
            }

            File.Move(temporary, wish.File, overwrite: false);
            DirectoryFlush.Flush(Path.GetDirectoryName(Path.GetFullPath(wish.File))!);
            return (findings, null);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task<(byte[]? Key, Failure? Failure)> FetchAsync(FileStream file, CancellationToken cancellationToken)
    {
        // A device may prepare a long span for minutes before it gives the first byte.
        using var agent = new StaffClient(wish.Folder.Path, Timeout.InfiniteTimeSpan);
        var reply = await agent.CopyAsync(
            TssExportEndpoint.PathOf(wish.From, wish.To, wish.Tss, wish.Acknowledge), TssExportEndpoint.KeyHeader, file,
            cancellationToken);
        return reply switch
        {
            { Value: { } key } => (Convert.FromBase64String(key), null),
            { Answer: { } answer } => (null, new Failure(answer.Detail, answer.Outcome == "notUnderstood" ? 2 : 1)),
            { Fault: { } fault } => (null, new Failure(fault, 1)),
            _ => await FetchFromDeviceAsync(file, cancellationToken),
        };
    }

    private async Task<(byte[]? Key, Failure? Failure)> FetchFromDeviceAsync(
        FileStream file, CancellationToken cancellationToken)
    {
        var (place, fault) = TssPlace.Choose(TssPlace.ConfigurationOf(wish.Folder, wish.Settings), wish.Tss);
        if (place is null)
        {
            return (null, new Failure(fault!, 2));
        }

        await using var services = TssCommands.Services(world, wish.Folder, place);
        _ = services.GetRequiredService<IOptions<TssOptions>>().Value;
        var tss = services.GetRequiredService<TssDriver>().Open(services);
        using var closing = tss as IDisposable;
        if (wish.Acknowledge && tss is not ILogAcknowledgement)
        {
            return (null, new Failure(TssAcknowledgement.KnowsNone, 2));
        }

        var info = await tss.InfoAsync(cancellationToken);
        var exported = info is TssOutcome<TssInfo>.Done
            ? await tss.ExportLogAsync(wish.From, wish.To, file, cancellationToken)
            : info.As<long>();
        return exported is TssOutcome<long>.Done && info is TssOutcome<TssInfo>.Done { Value.Key: var key }
            ? (key.PublicKey, null)
            : (null, new Failure(TssExportEndpoint.SentenceOf(exported)!, 1));
    }
}
