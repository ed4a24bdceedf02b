using System.Globalization;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Process.Tests;

/// <summary>A number's entry in the register.</summary>
internal sealed record Fate(long Number, string State, string? OrderId);

/// <summary>Reads the whole register of the branch, as an operator does.</summary>
internal sealed class NumberRegisterReader(ServedBranch served) : IDisposable
{
    private const int Page = 10_000;
    private readonly ShopClient _operator = served.Operator();

    /// <summary>All numbers drawn, by number. The register itself tells where the drawn ones end.</summary>
    internal async Task<Dictionary<long, Fate>> ReadAsync(CancellationToken cancellationToken)
    {
        var fates = new Dictionary<long, Fate>();
        for (var from = ServedBranch.FirstNumber; ; from += Page)
        {
            var answer = await _operator.GetAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"/api/v1/branches/{ServedBranch.Branch}/numbers?from={from}&to={from + Page - 1}"),
                cancellationToken);
            Assert.Equal(200, answer.Status);
            var page = answer.Body.GetProperty("numbers").EnumerateArray().Select(number => new Fate(
                number.GetProperty("number").GetInt64(), number.GetProperty("fate").GetString()!,
                number.GetProperty("orderId").GetString())).ToList();
            // Every number asked for is answered, in order and once.
            Assert.Equal(Enumerable.Range(0, Page).Select(i => from + i), page.Select(fate => fate.Number));
            foreach (var fate in page.Where(fate => fate.State != "notDrawn"))
            {
                fates.Add(fate.Number, fate);
            }

            if (page[^1].State == "notDrawn")
            {
                return fates;
            }
        }
    }

    public void Dispose() => _operator.Dispose();
}
