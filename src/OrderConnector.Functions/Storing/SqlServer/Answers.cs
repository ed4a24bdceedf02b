namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>
/// Lets a call that is tried again know that an earlier try was committed: its answer stands in the database, under an
/// id that the call drew.
/// </summary>
internal static class Answers
{
    /// <summary>Declares the answer, 0 until something was done. Stands at the head of a batch.</summary>
    public const string Declare =
        """
        DECLARE @answer BIGINT;
        SET @answer = 0;
        """;

    /// <summary>Ends the transaction with the answer on record, and answers. Needs @call and @called.</summary>
    public const string CommitAndAnswer =
        """
        IF @answer <> 0
            INSERT INTO dbo.answered_calls (call_id, answer, answered_at) VALUES (@call, @answer, @called);
        COMMIT TRANSACTION;
        SELECT @answer AS answer;
        """;

    /// <summary>The same inside a transaction that the session has begun. Needs @call, @answer and @called.</summary>
    public static readonly Statement Keep = new(
        "INSERT INTO dbo.answered_calls (call_id, answer, answered_at) VALUES (@call, @answer, @called);");

    /// <summary>The answer to an earlier try.</summary>
    public static readonly Statement Find =
        new("SELECT a.answer AS answer FROM dbo.answered_calls AS a WHERE a.call_id = @call;");

    /// <summary>Forgets a handful of old ones; a long delete would lock the whole table.</summary>
    public static readonly Statement Forget = new(
        """
        DELETE FROM dbo.answered_calls
        WHERE answered_calls.call_id IN (SELECT TOP (@max) a.call_id FROM dbo.answered_calls AS a
                                         WHERE a.answered_at <= @before ORDER BY a.answered_at);
        """);
}
