namespace OrderConnector.Infra.Tests.Parsing;

/// <summary>A test that parses Bicep; skipped by name where node or npm is missing.</summary>
public sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = SyntaxParser.Missing;
}

/// <summary>The same with data.</summary>
public sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = SyntaxParser.Missing;
}
