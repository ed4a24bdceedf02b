using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Channels;

namespace OrderConnector.Functions.Storing;

/// <summary>A branch with its newest seller data and its agents, as Dapper fills it.</summary>
internal sealed class BranchLineRecord
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string TimeZone { get; set; } = "";

    public long FirstNumber { get; set; }

    public long LastNumber { get; set; }

    public long NextNumber { get; set; }

    public int SellerVersion { get; set; }

    public bool SellerComplete { get; set; }

    public int Agents { get; set; }

    /// <summary>The row as the portal knows it.</summary>
    public BranchLine ToLine() => new(
        Id, Name, TimeZone, FirstNumber, LastNumber, NextNumber, SellerVersion, SellerComplete, Agents);
}

/// <summary>A channel, as Dapper fills it.</summary>
internal sealed class ChannelLineRecord
{
    public string Id { get; set; } = "";

    public string Kind { get; set; } = "";

    public string Release { get; set; } = "";

    public string Branches { get; set; } = "";

    public long? OverdueAfter { get; set; }

    /// <summary>The row as the portal knows it.</summary>
    public ChannelLine ToLine() => new(
        Id, Kind, Release, StoredList.FromJson(Branches), WatchedBranchRecord.Span(OverdueAfter));
}

/// <summary>How keys stand in the portal.</summary>
internal static class KeyLines
{
    /// <summary>The stored name of what a key opens.</summary>
    public static string PurposeOf(KeyUse use) => KeyRecord.PurposeName(use switch
    {
        KeyUse.Channel => KeyPurpose.Channel,
        KeyUse.Registration => KeyPurpose.Registration,
        KeyUse.Operator => KeyPurpose.Operator,
    });

    /// <summary>A key without its secret.</summary>
    public static KeyLine ToLine(this KeyRecord key, KeyUse use) => new(
        key.Id, use, key.Subject, StoredList.FromJson(key.Branches), key.UsesLeft,
        StoredTime.FromStored(key.CreatedAt), StoredTime.FromStored(key.ExpiresAt),
        StoredTime.FromStored(key.RevokedAt));
}
