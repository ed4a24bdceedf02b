namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>One caller's work in a group commit. Its task ends only after the commit that carries it.</summary>
internal abstract class WriteRequest
{
    /// <summary>True once the request has failed or was given up; its neighbours go on.</summary>
    public abstract bool IsOver { get; }

    /// <summary>Runs in the transaction, after a rollback once more; keeps the result to itself.</summary>
    public abstract void Execute(SqliteSession session);

    /// <summary>The commit returned: tells the caller.</summary>
    public abstract void Complete();

    /// <summary>Nothing of this request is on disk: tells the caller why.</summary>
    public abstract void Fail(Exception cause);
}

/// <inheritdoc />
internal sealed class WriteRequest<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) : WriteRequest
{
    // Continuations never run on the writer's thread: a slow caller must not hold up the next commit.
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    /// <summary>Ends after the commit.</summary>
    public Task<T> Task => done.Task;

    /// <inheritdoc />
    public override bool IsOver => done.Task.IsCompleted;

    /// <inheritdoc />
    public override void Execute(SqliteSession session)
    {
        cancellationToken.ThrowIfCancellationRequested();
        result = work(session);
    }

    /// <inheritdoc />
    public override void Complete() => done.TrySetResult(result!);

    /// <inheritdoc />
    public override void Fail(Exception cause)
    {
        if (cause is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            done.TrySetCanceled(cancellationToken);
            return;
        }

        done.TrySetException(cause);
    }
}
