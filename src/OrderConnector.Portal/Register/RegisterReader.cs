using OrderConnector.Core.Orders;
using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Register;

/// <summary>Reads the register: a page for the eye, or all of it, as a stream.</summary>
public sealed class RegisterReader(IPortalQueries queries)
{
    /// <summary>Numbers on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Numbers a page looks at to find them: rare ones are searched for on demand, not all at once.</summary>
    public const int MostLooked = 10_000;

    private const int LastNumbers = 100;
    private const int Chunk = 1_000;

    /// <summary>The span that is asked for, both ends included; null where no number lies in it.</summary>
    public async Task<(long First, long Last)?> FindSpanAsync(
        BranchLine branch, RegisterBounds bounds, bool isOpen, CancellationToken cancellationToken)
    {
        var last = Math.Min(bounds.To ?? long.MaxValue, branch.NextNumber - 1);
        var first = Math.Max(
            bounds.From ?? branch.FirstNumber, isOpen ? last - LastNumbers + 1 : branch.FirstNumber);
        if (bounds.Since is { } since)
        {
            first = Math.Max(
                first, await queries.FindNumberSinceAsync(branch.Id, since, cancellationToken) ?? branch.NextNumber);
        }

        if (bounds.Before is { } before
            && await queries.FindNumberSinceAsync(branch.Id, before, cancellationToken) is { } behind)
        {
            last = Math.Min(last, behind - 1);
        }

        first = Math.Max(first, branch.FirstNumber);
        return first <= last ? (first, last) : null;
    }

    /// <summary>A page from a number on.</summary>
    public async Task<RegisterSlice> ReadAsync(
        string branchId, long from, long to, FateChoice choice, CancellationToken cancellationToken)
    {
        var found = new List<NumberFate>();
        var at = from;
        while (at <= to && at - from < MostLooked && found.Count < PageSize)
        {
            var max = choice.Fates is null ? PageSize : Chunk;
            var page = await queries.ReadNumbersAsync(branchId, at, to, max, cancellationToken);
            if (page.Numbers.Count == 0)
            {
                at = to + 1;
            }

            foreach (var number in page.Numbers.TakeWhile(_ => found.Count < PageSize))
            {
                at = number.Number + 1;
                if (choice.Admits(number))
                {
                    found.Add(number);
                }
            }
        }

        return new RegisterSlice(found, from, at - 1, at <= to ? at : null);
    }

    /// <summary>All of a span, read piece after piece: as much is held as one piece needs.</summary>
    public async IAsyncEnumerable<NumberFate> StreamAsync(
        string branchId, long from, long to, FateChoice choice,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long? at = from; at is { } next;)
        {
            var page = await queries.ReadNumbersAsync(branchId, next, to, Chunk, cancellationToken);
            foreach (var number in page.Numbers.Where(choice.Admits))
            {
                yield return number;
            }

            at = page.Next;
        }
    }
}

/// <summary>A page of the register.</summary>
/// <param name="Numbers">What was found, ascending.</param>
/// <param name="First">The first number looked at.</param>
/// <param name="Last">The last number looked at.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record RegisterSlice(IReadOnlyList<NumberFate> Numbers, long First, long Last, long? Next);
