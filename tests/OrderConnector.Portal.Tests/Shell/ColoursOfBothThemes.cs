using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Tests.Shell;

/// <summary>WCAG 2.2, success criteria 1.4.3 (text, 4.5) and 1.4.11 (edges of what is operated, 3).</summary>
public sealed partial class ColoursOfBothThemes
{
    private static readonly Dictionary<string, (string Light, string Dark)> s_colours = Pair().Matches(Style())
        .ToDictionary(
            match => match.Groups["name"].Value,
            match => (match.Groups["light"].Value, match.Groups["dark"].Value));

    [Theory]
    [InlineData("ink", "ground surface sunken accent-ground")]
    [InlineData("soft", "ground surface sunken")]
    [InlineData("accent", "ground surface sunken")]
    [InlineData("accent-strong", "ground surface accent-ground")]
    [InlineData("on-accent", "accent accent-strong")]
    [InlineData("good", "good-ground surface")]
    [InlineData("warn", "warn-ground surface")]
    [InlineData("bad", "bad-ground surface sunken")]
    [InlineData("info", "info-ground surface")]
    [InlineData("calm", "calm-ground surface")]
    [InlineData("danger", "surface sunken")]
    [InlineData("on-danger", "danger")]
    public void Whatever_is_read_stands_out(string ink, string grounds) =>
        Assert.All(grounds.Split(' '), ground => AssertContrast(ink, ground, 4.5));

    [Theory]
    [InlineData("edge", "surface ground")]
    [InlineData("accent", "surface ground")]
    public void Whatever_is_operated_has_an_edge_that_stands_out(string edge, string grounds) =>
        Assert.All(grounds.Split(' '), ground => AssertContrast(edge, ground, 3));

    private static void AssertContrast(string one, string other, double least)
    {
        var (a, b) = (s_colours[one], s_colours[other]);
        Assert.True(Contrast(a.Light, b.Light) >= least, $"light: {one} on {other} {Contrast(a.Light, b.Light):0.00}");
        Assert.True(Contrast(a.Dark, b.Dark) >= least, $"dark: {one} on {other} {Contrast(a.Dark, b.Dark):0.00}");
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }

    private static string Style() =>
        Encoding.UTF8.GetString(PortalAssets.Find(PortalAssets.Address("1-base.css")[PortalAssets.Folder.Length..])!.Bytes);

    [GeneratedRegex(@"--(?<name>[a-z-]+): light-dark\(#(?<light>[0-9a-f]{6}), #(?<dark>[0-9a-f]{6})\)")]
    private static partial Regex Pair();
}
