using OrderConnector.Core.Agents;
using OrderConnector.Core.Keys;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Collecting;

/// <summary>Enrols an agent: a registration key in, the agent's own secret out.</summary>
public sealed class AgentEnroller(
    IOrderStore store, CallerKeys keys, DirectoryMark directory, TimeProvider clock, RandomBytes random)
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Enrols; a repeat by the same agent is answered with a new secret, the old one dies.</summary>
    public async Task<CallOutcome<EnrolAnswer>> EnrolAsync(EnrolRequest request, CancellationToken cancellationToken)
    {
        var faults = CollectRules.Check(request);
        if (faults.Count > 0)
        {
            return Problem.Malformed(faults);
        }

        var verdict = SecretKey.TryParse(request.RegistrationKey, out var registration)
            ? await keys.JudgeAsync(registration, KeyPurpose.Registration, cancellationToken)
            : new KeyVerdict(ProblemTypes.Unauthorized, null, null);
        if (verdict.Refusal is { } refusal)
        {
            return new Problem(refusal, "The registration key is not valid.");
        }

        if (BranchOf(request, verdict.Key!.Branches) is not { } branch)
        {
            return NoBranch(request, verdict.Key.Branches);
        }

        if (!await directory.TryChangeAsync(cancellationToken))
        {
            return new Problem(ProblemTypes.Unavailable, "A change of keys cannot be made known now.")
            {
                RetryAfter = s_retryAfter,
            };
        }

        var secret = NewSecret();
        var now = clock.GetUtcNow();
        var stored = new StoredKey(
            secret.Id, secret.Hash(), KeyPurpose.Agent, request.AgentId, [branch], UsesLeft: 0, now, null, null);
        var outcome = await store.EnrolAsync(
            new EnrolAgent(
                registration.Id, request.AgentId, branch, request.EasSerialNumber, request.Software, request.Version,
                stored, now),
            cancellationToken);
        keys.Forget();
        return Answer(outcome, secret, branch);
    }

    // Never the first of several: an agent in the wrong branch would sell another branch's orders.
    private static string? BranchOf(EnrolRequest request, IReadOnlyList<string> branches) =>
        request.BranchId is { } wanted
            ? branches.FirstOrDefault(branch => branch == wanted)
            : branches is [var only] ? only : null;

    // Told to whoever holds the key, and to nobody else.
    private static Problem NoBranch(EnrolRequest request, IReadOnlyList<string> branches)
    {
        var known = string.Join(", ", branches);
        return request.BranchId is null
            ? new Problem(ProblemTypes.BranchAmbiguous, $"The key enrols for {known}: say which as branchId.")
            {
                Errors = [new Rejection("/branchId", "branch-missing", $"One of {known}.")],
            }
            : new Problem(ProblemTypes.KeyNotForBranch, $"The key enrols for {known}.")
            {
                Errors = [new Rejection("/branchId", "branch-not-allowed", $"One of {known}.")],
            };
    }

    private static CallOutcome<EnrolAnswer> Answer(EnrolOutcome outcome, SecretKey secret, string branch) =>
        outcome switch
        {
            EnrolOutcome.Enrolled => new EnrolAnswer(secret.ToString(), branch),
            EnrolOutcome.KeySpent => new Problem(ProblemTypes.RegistrationKeySpent, "The key's uses are spent."),
            EnrolOutcome.AgentRefused => new Problem(
                ProblemTypes.AgentRefused, "This agent id cannot be enrolled for the key's branch."),
            EnrolOutcome.SerialTaken => new Problem(
                ProblemTypes.SerialTaken, "Another agent carries this EAS serial number."),
        };

    private SecretKey NewSecret()
    {
        Span<byte> bytes = stackalloc byte[40];
        random(bytes);
        return SecretKey.From("ag", bytes);
    }
}
