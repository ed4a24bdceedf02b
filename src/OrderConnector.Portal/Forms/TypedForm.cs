using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Forms;

/// <summary>A form that came back: what was typed stays typed, and each fault stands beside its field.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Faults">What is wrong.</param>
public sealed record TypedForm(IFormCollection Form, Faults Faults)
{
    /// <summary>A field as typed.</summary>
    public string this[string field] => Form[field].ToString();

    /// <summary>Whether a box of a field was ticked.</summary>
    public bool Has(string field, string value) => Form[field].Contains(value);

    /// <summary>What is wrong with a field.</summary>
    public Text? FaultOf(string field) => Faults[field];
}
