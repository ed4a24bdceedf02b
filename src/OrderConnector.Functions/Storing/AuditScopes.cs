using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Storing;

/// <summary>Which reads answer a question about the audit log.</summary>
internal static class AuditScopes
{
    /// <summary>One read per branch that may be seen, each served by its index; one in all without a scope.</summary>
    public static IEnumerable<AuditFilter> Of(AuditFilter filter, IReadOnlyList<string>? scope) =>
        scope is null
            ? [filter]
            : scope.Distinct(StringComparer.Ordinal)
                .Where(branch => filter.BranchId is null || filter.BranchId == branch)
                .Select(branch => filter with { BranchId = branch });
}
