using System.ComponentModel;
using OrderConnector.Infra.Tests.Parsing;

namespace OrderConnector.Infra.Tests;

/// <summary>The compiler itself, where it is installed: the syntax parser and the list know less than it does.</summary>
public sealed class CompilerTests
{
    [CompilerFact]
    public void The_compiler_takes_every_template_without_a_warning()
    {
        var main = Path.Combine(Repository.Infra, "bicep", "main.bicep");
        var (build, _, said) = CompilerFactAttribute.Run("build", "--stdout", "--file", main);
        var (lint, _, linted) = CompilerFactAttribute.Run("lint", "--file", main);

        Assert.True(build == 0 && lint == 0, said + linted);
        Assert.DoesNotContain("Warning", said + linted, StringComparison.Ordinal);
    }
}

/// <summary>A test that needs Bicep's compiler: `bicep`, or the one inside `az`.</summary>
public sealed class CompilerFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> s_program = new(Find);

    public CompilerFactAttribute() => Skip = s_program.Value is null
        ? "Neither bicep nor az is installed: the templates are parsed and checked against a list, not compiled."
        : null;

    internal static (int Code, string Output, string Said) Run(string command, params string[] arguments) =>
        s_program.Value is "az"
            ? SyntaxParser.Run("az", Repository.Root, ["bicep", command, .. arguments])
            : SyntaxParser.Run("bicep", Repository.Root, [command, .. arguments.Where(word => word != "--file")]);

    private static string? Find() => Answers("bicep", "--version") ? "bicep"
        : Answers("az", "bicep", "version") ? "az"
        : null;

    private static bool Answers(string program, params string[] arguments)
    {
        try
        {
            return SyntaxParser.Run(program, Repository.Root, arguments).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
