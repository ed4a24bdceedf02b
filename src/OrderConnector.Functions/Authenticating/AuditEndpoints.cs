using System.Globalization;
using System.Runtime.CompilerServices;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Auditing;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Functions.Authenticating;

/// <summary>
/// The audit log for people: a page with a filter, and the same as CSV. Managers see their own branches.
/// </summary>
public sealed class AuditEndpoints(IAuditStore store)
{
    private const int EntriesPerPage = 50;
    private const int EntriesAtOnce = 1000;

    /// <summary>GET /portal/audit.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame)
    {
        var asked = Asked(context.Request.Query);
        var page = await store.ReadAuditAsync(
            FilterOf(asked), frame.User!.Scope, AuditKey.Read(context.Request.Query["after"]), EntriesPerPage,
            context.RequestAborted);
        return Pages.Show<AuditLogPage>(frame, new AuditModel(asked, page, QueryOf(asked)));
    }

    /// <summary>GET /portal/audit.csv: everything the filter leaves, newest first, page by page.</summary>
    public Task<IResult> ExportAsync(HttpContext context, PageFrame frame)
    {
        var filter = FilterOf(Asked(context.Request.Query));
        return Task.FromResult<IResult>(
            AuditCsv.Of(frame.Language, ReadAsync(filter, frame.User!.Scope, context.RequestAborted)));
    }

    private async IAsyncEnumerable<AuditEntry> ReadAsync(
        AuditFilter filter, IReadOnlyList<string>? scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AuditKey? after = null;
        do
        {
            var page = await store.ReadAuditAsync(filter, scope, after, EntriesAtOnce, cancellationToken);
            foreach (var entry in page.Entries)
            {
                yield return entry;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    private static AuditQuestion Asked(IQueryCollection query) => new(
        query["actor"].ToString().Trim(), query["action"].ToString().Trim(), query["subject"].ToString().Trim(),
        query["branch"].ToString().Trim(), query["from"].ToString().Trim(), query["to"].ToString().Trim());

    // Days are Germany's: the log belongs to no branch.
    private static AuditFilter FilterOf(AuditQuestion asked) => new(
        Given(asked.Actor), Given(asked.Action), Given(asked.Subject), Given(asked.Branch), Midnight(asked.From, 0),
        Midnight(asked.To, 1));

    private static string? Given(string text) => text.Length > 0 ? text : null;

    private static DateTimeOffset? Midnight(string day, int daysLater) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Year is > 1900 and < 9999
            ? MidnightOf(date.AddDays(daysLater))
            : null;

    private static DateTimeOffset MidnightOf(DateOnly date)
    {
        var midnight = new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero);
        // Germany's midnight is 22 or 23 o'clock UTC, and the clocks change at 1 o'clock UTC.
        return midnight - BranchClock.OfGermany.At(midnight.AddHours(-2)).Offset;
    }

    private static string QueryOf(AuditQuestion asked)
    {
        (string Name, string Value)[] parts =
        [
            ("actor", asked.Actor), ("action", asked.Action), ("subject", asked.Subject), ("branch", asked.Branch),
            ("from", asked.From), ("to", asked.To),
        ];
        var given = parts.Where(part => part.Value.Length > 0)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}").ToList();
        return given.Count > 0 ? "?" + string.Join('&', given) : "";
    }
}
