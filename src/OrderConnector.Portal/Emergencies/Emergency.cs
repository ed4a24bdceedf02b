using OrderConnector.Core.Emergencies;

namespace OrderConnector.Portal.Emergencies;

/// <summary>One emergency operation of a branch.</summary>
/// <param name="BranchId">The branch.</param>
/// <param name="Procedure">What the branch's settings said when it began.</param>
/// <param name="Begun">Who began it, when and why.</param>
/// <param name="Ended">Who ended it; null while it runs.</param>
public sealed record Emergency(string BranchId, EmergencyProcedure Procedure, Deed Begun, Deed? Ended);

/// <summary>Who did something, when and why.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who: "user:anna", "operator:root".</param>
/// <param name="Reason">Why; null where none was given.</param>
public sealed record Deed(DateTimeOffset At, string By, string? Reason);

/// <summary>A branch as the emergency page lists it.</summary>
/// <param name="BranchId">The branch.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Procedure">What its settings say now.</param>
/// <param name="Running">The emergency operation it is in; null outside of one.</param>
/// <param name="OpenFlags">
/// Flagged orders not yet matched, counted up to <see cref="MostCounted"/> + 1.
/// </param>
public sealed record BranchEmergency(
    string BranchId, string Name, string TimeZone, EmergencyProcedure Procedure, Emergency? Running, int OpenFlags)
{
    /// <summary>Where counting ends: "more than".</summary>
    public const int MostCounted = 999;
}

/// <summary>A branch that is in emergency operation now, for the banner of every page.</summary>
/// <param name="BranchId">The branch.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Since">Since when.</param>
public sealed record RunningEmergency(string BranchId, string Name, string TimeZone, DateTimeOffset Since);
