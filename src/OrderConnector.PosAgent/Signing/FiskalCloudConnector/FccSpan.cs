using System.Globalization;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>A span of time as an export is asked for: whole seconds, both ends included.</summary>
internal readonly record struct FccSpan(DateTimeOffset First, DateTimeOffset Last)
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    /// <summary>No second lies in it.</summary>
    internal bool IsEmpty => First > Last;

    /// <summary>Where its messages are.</summary>
    internal string ExportPath => $"export/transactions/time?startDate={Text(First)}&endDate={Text(Last)}";

    /// <summary>The whole seconds within what is asked for.</summary>
    internal static FccSpan Of(DateTimeOffset from, DateTimeOffset to)
    {
        var first = DateTimeOffset.FromUnixTimeSeconds(from.ToUnixTimeSeconds());
        return new FccSpan(
            first < from ? first + s_second : first, DateTimeOffset.FromUnixTimeSeconds(to.ToUnixTimeSeconds()));
    }

    /// <summary>Two halves that leave out no second and share none; null where one second is all there is.</summary>
    internal (FccSpan Earlier, FccSpan Later)? Halve()
    {
        if (First >= Last)
        {
            return null;
        }

        var middle = Of(First, First + ((Last - First) / 2)).Last;
        return (new FccSpan(First, middle), new FccSpan(middle + s_second, Last));
    }

    private static string Text(DateTimeOffset time) => Uri.EscapeDataString(
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
