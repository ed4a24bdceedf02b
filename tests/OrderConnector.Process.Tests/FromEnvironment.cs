using System.Globalization;

namespace OrderConnector.Process.Tests;

/// <summary>What a person may ask of a run.</summary>
internal static class FromEnvironment
{
    internal static int Number(string variable, int otherwise) => int.TryParse(
        Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : otherwise;
}
