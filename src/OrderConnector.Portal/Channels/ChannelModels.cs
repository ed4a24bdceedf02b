using OrderConnector.Core.Texts;
using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Lists;

namespace OrderConnector.Portal.Channels;

/// <summary>What the list of channels shows.</summary>
/// <param name="Slice">The channels.</param>
/// <param name="Search">What is searched for.</param>
/// <param name="IsFirst">The page is the first one.</param>
/// <param name="Branches">Branches to choose from for a new one; empty for who may not add.</param>
/// <param name="Typed">A channel to be added, as typed; null where nobody typed.</param>
public sealed record ChannelsModel(
    Slice<ChannelLine> Slice, string Search, bool IsFirst, IReadOnlyList<BranchLine> Branches, TypedForm? Typed);

/// <summary>What one channel's page shows.</summary>
/// <param name="Channel">The channel, with the branches that may be seen.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Revoking">A key to be revoked, as typed.</param>
public sealed record ChannelModel(ChannelLine Channel, IReadOnlyList<KeyLine> Keys, RevokingKey? Revoking)
{
    /// <summary>Names the form that makes a key.</summary>
    public required string Form { get; init; }

    /// <summary>Release and deadline as typed, with their faults; null where nobody typed.</summary>
    public TypedForm? Typed { get; init; }
}

/// <summary>A form that was to revoke a key and came back.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="Typed">What was typed.</param>
public sealed record RevokingKey(string KeyId, TypedForm Typed);

/// <summary>What the page of registration and operator keys shows.</summary>
/// <param name="Registration">Keys that enrol agents.</param>
/// <param name="Operators">Keys that read the register; empty for who sees some branches only.</param>
/// <param name="Branches">Branches to choose from.</param>
/// <param name="IsFirst">The page is the first one.</param>
public sealed record KeysModel(
    Slice<KeyLine> Registration, IReadOnlyList<KeyLine> Operators, IReadOnlyList<BranchLine> Branches, bool IsFirst)
{
    /// <summary>Names the forms that make a key; each kind of key has ids of its own.</summary>
    public required string Form { get; init; }

    /// <summary>A registration key as typed.</summary>
    public TypedForm? NewRegistration { get; init; }

    /// <summary>An operator key as typed.</summary>
    public TypedForm? NewOperator { get; init; }

    /// <summary>A key to be revoked, as typed.</summary>
    public RevokingKey? Revoking { get; init; }
}

/// <summary>A key, shown this once.</summary>
/// <param name="For">What it opens.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="Key">"id.secret".</param>
/// <param name="Back">Where to go from here.</param>
public sealed record MadeKeyModel(Text For, string Subject, string Key, string Back);
