using Microsoft.AspNetCore.WebUtilities;

namespace OrderConnector.Portal.Lists;

/// <summary>Addresses of pages with what they are asked.</summary>
public static class Address
{
    /// <summary>The path with a query of what is not empty, each value encoded.</summary>
    public static string Of(string path, params IEnumerable<(string Name, string? Value)> asked) =>
        QueryHelpers.AddQueryString(
            path,
            asked.Where(one => !string.IsNullOrEmpty(one.Value))
                .Select(one => KeyValuePair.Create(one.Name, one.Value)));
}
