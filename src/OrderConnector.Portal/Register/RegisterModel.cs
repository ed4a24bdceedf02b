using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Forms;

namespace OrderConnector.Portal.Register;

/// <summary>What the register's page shows.</summary>
/// <param name="Branches">Branches to choose from.</param>
/// <param name="Branch">The one shown; null where there is none.</param>
/// <param name="Ask">What was asked.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="Slice">What was found; null where nothing was looked for.</param>
public sealed record RegisterModel(
    IReadOnlyList<BranchLine> Branches, BranchLine? Branch, RegisterAsk Ask, Faults Faults, RegisterSlice? Slice);
