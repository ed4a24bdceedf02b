using OrderConnector.Demo.Playing;

namespace OrderConnector.Demo.Judging;

/// <summary>After the play: is everything as it has to be? Whatever is not becomes a fault of the stage.</summary>
internal static class Judge
{
    internal static async Task JudgeAsync(Stage stage, CancellationToken cancellationToken)
    {
        OrderChecks.Check(stage);
        await RegisterChecks.CheckAsync(stage, cancellationToken);
        await PaperChecks.CheckReceiptsAsync(stage, cancellationToken);
        await PaperChecks.CheckHandOversAsync(stage, cancellationToken);
        foreach (var branch in stage.Estate.Branches)
        {
            var verdict = await branch.CommandAsync(cancellationToken, "verify");
            stage.Require(
                verdict.ExitCode == 0,
                $"`verify` of {branch.Id} ended with {verdict.ExitCode}: {verdict.Error}{verdict.Output}");
        }
    }
}
