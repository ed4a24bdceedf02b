namespace OrderConnector.Simulators.Shops;

/// <summary>Values as they stand in a document, each of them wrong wherever its list is used.</summary>
internal static class BrokenValues
{
    /// <summary>Not JSON at all: the whole document is unreadable.</summary>
    internal static readonly string[] NoJson =
    [
        "NaN", "Infinity", "-Infinity", "undefined", "0x1F", "01", "1.", ".5", "+1", "--1", "1e", "'x'", "\"", "\\u0031",
        "\"\t\"", "\"\n\"", "\"\u0000\"", "\"\\x41\"", "\"\\u12\"", "\"\\ud8zz\"", "True", "nul", "[1,]", "{\"a\":1,}",
        "{a:1}", "[1 2]", "/* */ 1", "1 // one", "", ",", "]", "}", ":", "{\"a\"}", "\u0001",
    ];

    internal static readonly string[] NoText =
    [
        "5", "-1", "1e999", "true", "false", "{}", "[]", "[\"x\"]", "{\"x\":\"y\"}", "\"\\ud800\"", "\"\\udc00\"",
        "\"\\udc00\\ud800\"", "\"a\\ud83d\"", "\"\\u0000\"", "\"a\\u0007b\"", "\"\\u001b[31m\"",
    ];

    internal static readonly string[] NoNumber =
    [
        "true", "false", "{}", "[]", "[1]", "{\"value\":1}", "\"\"", "\" \"", "\"abc\"", "\"1,50\"", "\"1e2\"", "\" 1\"",
        "\"1 \"", "\"+1\"", "\"0x10\"", "\"NaN\"", "\"Infinity\"", "\"\\u0661\"", "\"1.2.3\"", "\"--1\"", "\"\\ud800\"",
        "1e999", "-1e999", "1e2147483648", "1e-2147483649", "1e99999999999999999999", "1e-9", "0.00000001",
        "123456789012345678901234567890", "-123456789012345678901234567890", "9223372036854775808", "1.23456789",
        "179769313486231570000000000000000000000e300", "\"99999999999999999999\"", "\"1.23456789\"",
    ];

    internal static readonly string[] NoTime =
    [
        "5", "true", "{}", "[]", "\"\"", "\"yesterday\"", "\"2026-13-01T00:00:00Z\"", "\"2026-02-30T00:00:00Z\"",
        "\"2026-11-20\"", "\"2026-11-20T12:01:22\"", "\"2026-11-20T25:00:00Z\"", "\"2026-11-20T12:60:00Z\"",
        "\"20261120T120122Z\"", "\"2026-11-20T12:01:22+25:00\"", "\"0000-00-00T00:00:00Z\"", "\"2026-11-20T12:01:22.Z\"",
        "\"+12026-11-20T12:01:22Z\"", "\"1763636482\"", "1763636482", "\"2026-11-20T12:01:60Z\"", "\"\\ud800\"",
        "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01T00:00:00+14:00\"",
    ];

    internal static readonly string[] NoName =
    [
        "5", "0", "true", "{}", "[]", "\"\"", "\"x\"", "\"PREPAID\"", "\"Item\"", "\"pickup \"", "\"0\"", "\"\\u0000\"",
        "\"\\ud800\"", "null", "\"prepaid,pending\"", "\"2\"",
    ];

    internal static readonly string[] NoObject = ["5", "true", "\"x\"", "[]", "[{}]", "1e999", "\"\\ud800\""];

    internal static readonly string[] NoArray =
    [
        "5", "true", "\"x\"", "{}", "{\"0\":{}}", "[5]", "[null]", "[\"x\"]", "[[]]", "[[{}]]", "[true]", "[{}]", "1e999",
    ];
}
