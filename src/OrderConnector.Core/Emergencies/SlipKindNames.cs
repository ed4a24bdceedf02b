namespace OrderConnector.Core.Emergencies;

/// <summary>How a kind of slip is written in stores, forms and on the command line.</summary>
public static class SlipKindNames
{
    /// <summary>"paperSlip", "tillReceipt".</summary>
    public static string ToWire(this SlipKind kind) => kind switch
    {
        SlipKind.PaperSlip => "paperSlip",
        SlipKind.TillReceipt => "tillReceipt",
    };

    /// <summary>Reads a wire name; null where there is none such.</summary>
    public static SlipKind? FromWire(string? name)
    {
        foreach (var kind in Enum.GetValues<SlipKind>())
        {
            if (kind.ToWire() == name)
            {
                return kind;
            }
        }

        return null;
    }
}
