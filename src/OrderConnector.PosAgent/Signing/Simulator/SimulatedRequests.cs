using Microsoft.Data.Sqlite;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Simulator;

/// <summary>
/// The queue in front of the device. Who comes while nobody is served runs its own request at once, on its own
/// thread; who comes meanwhile waits and shares the next commit with the others that wait.
/// </summary>
internal sealed class SimulatedRequests(
    SimulatedStore store, Func<SimulatedCounters> read, Action<SimulatedCounters> restore) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Lock _device = new();
    private List<Request> _waiting = [];
    private bool _serving;
    private bool _disposed;
    private string? _broken;

    public Task<TssOutcome<T>> Add<T>(Func<TssOutcome<T>> work)
    {
        var request = new Request<T>(work);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _waiting.Add(request);
            if (_serving)
            {
                return request.Task;
            }

            _serving = true;
        }

        Serve();
        return request.Task;
    }

    /// <summary>Waits for what is being done; what still waits is not done.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        // Taken once, it is free for good: nothing is served after the flag above.
        lock (_device)
        {
            _broken ??= "The device was closed.";
        }
    }

    private void Serve()
    {
        List<Request> batch;
        lock (_gate)
        {
            (batch, _waiting) = (_waiting, []);
        }

        lock (_device)
        {
            Commit(batch);
        }

        bool more;
        lock (_gate)
        {
            more = _serving = _waiting.Count > 0;
        }

        if (more)
        {
            // The others' requests are not the first caller's to wait for.
            ThreadPool.UnsafeQueueUserWorkItem(static requests => requests.Serve(), this, preferLocal: false);
        }
    }

    private void Commit(List<Request> batch)
    {
        var before = read();
        var committing = false;
        try
        {
            if (_broken is null)
            {
                store.Begin();
                batch.ForEach(request => request.Run());
                committing = true;
                store.Commit();
            }
        }
        catch (SqliteException e)
        {
            Recover(before, committing, e.Message);
            batch.ForEach(request => request.Fail(e.Message, mayBeDone: committing));
            return;
        }
        catch (Exception e)
        {
            // A bug: nobody may wait for ever because of it.
            Recover(before, committing, e.Message);
            batch.ForEach(request => request.Throw(e));
            return;
        }

        batch.ForEach(request => request.Answer(_broken));
    }

    /// <summary>
    /// Back to what was before; a commit that failed may be on disk or not, only a new start can tell.
    /// </summary>
    private void Recover(SimulatedCounters before, bool committing, string fault)
    {
        if (committing)
        {
            _broken = fault;
            return;
        }

        store.Rollback();
        restore(before);
    }

    private abstract class Request
    {
        public abstract void Run();

        public abstract void Answer(string? broken);

        public abstract void Fail(string fault, bool mayBeDone);

        public abstract void Throw(Exception fault);
    }

    private sealed class Request<T>(Func<TssOutcome<T>> work) : Request
    {
        private readonly TaskCompletionSource<TssOutcome<T>> _answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        private TssOutcome<T>? _outcome;

        public Task<TssOutcome<T>> Task => _answer.Task;

        public override void Run() => _outcome = work();

        public override void Answer(string? broken) => _answer.SetResult(
            broken is null ? _outcome! : new TssOutcome<T>.Unavailable(broken));

        public override void Fail(string fault, bool mayBeDone) => _answer.SetResult(
            mayBeDone ? new TssOutcome<T>.Unknown(fault) : new TssOutcome<T>.Unavailable(fault));

        public override void Throw(Exception fault) => _answer.SetException(fault);
    }
}
