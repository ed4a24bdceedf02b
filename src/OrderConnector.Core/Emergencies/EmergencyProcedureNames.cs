namespace OrderConnector.Core.Emergencies;

/// <summary>How a procedure is written in stores, forms and on the command line.</summary>
public static class EmergencyProcedureNames
{
    /// <summary>"flagByHand", "collectLater".</summary>
    public static string ToWire(this EmergencyProcedure procedure) => procedure switch
    {
        EmergencyProcedure.FlagByHand => "flagByHand",
        EmergencyProcedure.CollectLater => "collectLater",
    };

    /// <summary>Reads a wire name; null where there is none such.</summary>
    public static EmergencyProcedure? FromWire(string? name)
    {
        foreach (var procedure in Enum.GetValues<EmergencyProcedure>())
        {
            if (procedure.ToWire() == name)
            {
                return procedure;
            }
        }

        return null;
    }
}
