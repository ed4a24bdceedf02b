using OrderConnector.Core.Auditing;

namespace OrderConnector.Portal.Auditing;

/// <summary>A page of the audit log and what it was asked for.</summary>
/// <param name="Asked">The filter as typed.</param>
/// <param name="Page">The entries.</param>
/// <param name="Query">The filter as a query string, "?actor=…"; empty where nothing was asked for.</param>
public sealed record AuditModel(AuditQuestion Asked, AuditPage Page, string Query);

/// <summary>What somebody asked the audit log, as typed.</summary>
/// <param name="Actor">Who; empty for anybody.</param>
/// <param name="Action">What; empty for anything.</param>
/// <param name="Subject">On what; empty for anything.</param>
/// <param name="Branch">The branch; empty for any.</param>
/// <param name="From">First day, yyyy-MM-dd; empty for the beginning.</param>
/// <param name="To">Last day, included; empty for today.</param>
public sealed record AuditQuestion(
    string Actor, string Action, string Subject, string Branch, string From, string To);
