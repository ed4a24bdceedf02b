namespace OrderConnector.Core.Documents;

/// <summary>How reading a number ended.</summary>
internal enum NumberReading
{
    /// <summary>Read exactly.</summary>
    Exact,

    /// <summary>Not a number by the grammar of JSON (RFC 8259, section 6).</summary>
    NotANumber,

    /// <summary>A number, with more decimals than allowed.</summary>
    TooManyDecimals,

    /// <summary>A number, too large.</summary>
    OutOfRange,
}

/// <summary>
/// Reads a decimal number from its digits into a scaled whole number, exactly or not at all. Neither double nor the
/// framework's decimal parser will do: both round what they cannot hold, and money must not be rounded unseen.
/// </summary>
internal static class ExactNumber
{
    private const int MaxDigits = 18;
    private const int EndlessExponent = 1_000_000;

    /// <summary>Reads <paramref name="text"/> times 10 to the power of <paramref name="decimals"/>.</summary>
    /// <param name="text">ASCII; the grammar of JSON numbers.</param>
    /// <param name="withExponent">Whether "1e2" is allowed.</param>
    /// <param name="decimals">How many decimals the result keeps.</param>
    /// <param name="scaled">The result; 0 unless exact.</param>
    public static NumberReading Read(ReadOnlySpan<byte> text, bool withExponent, int decimals, out long scaled)
    {
        scaled = 0;
        var negative = !text.IsEmpty && text[0] == '-';
        var rest = negative ? text[1..] : text;
        if (!TrySplit(rest, out var whole, out var fraction, out var exponent, out var hasExponent)
            || (hasExponent && !withExponent))
        {
            return NumberReading.NotANumber;
        }

        var digits = new Significant();
        digits.Take(whole);
        digits.Take(fraction);
        if (digits.Count == 0)
        {
            return NumberReading.Exact;
        }

        var power = exponent - fraction.Length + decimals + digits.TrailingZeros;
        if (power < 0)
        {
            return NumberReading.TooManyDecimals;
        }

        if (digits.Count + power > MaxDigits)
        {
            return NumberReading.OutOfRange;
        }

        var value = digits.Value;
        for (; power > 0; power--)
        {
            value *= 10;
        }

        scaled = negative ? -value : value;
        return NumberReading.Exact;
    }

    private static bool TrySplit(
        ReadOnlySpan<byte> text,
        out ReadOnlySpan<byte> whole,
        out ReadOnlySpan<byte> fraction,
        out int exponent,
        out bool hasExponent)
    {
        fraction = [];
        exponent = 0;
        hasExponent = false;
        whole = LeadingDigits(text);
        if (whole.IsEmpty || (whole.Length > 1 && whole[0] == '0'))
        {
            return false;
        }

        text = text[whole.Length..];
        if (!text.IsEmpty && text[0] == '.')
        {
            fraction = LeadingDigits(text[1..]);
            if (fraction.IsEmpty)
            {
                return false;
            }

            text = text[(1 + fraction.Length)..];
        }

        hasExponent = !text.IsEmpty && (text[0] | 0x20) == 'e';
        return hasExponent ? TryExponent(text[1..], out exponent) : text.IsEmpty;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        var negative = !text.IsEmpty && text[0] == '-';
        var digits = !text.IsEmpty && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (digits.IsEmpty || LeadingDigits(digits).Length != digits.Length)
        {
            return false;
        }

        foreach (var digit in digits)
        {
            // Where it ends no longer matters: no body is long enough to make up for it.
            exponent = Math.Min((exponent * 10) + digit - '0', EndlessExponent);
        }

        exponent = negative ? -exponent : exponent;
        return true;
    }

    private static ReadOnlySpan<byte> LeadingDigits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text : text[..end];
    }

    /// <summary>The digits between the first and the last that is not zero.</summary>
    private struct Significant
    {
        public long Value { get; private set; }

        public int Count { get; private set; }

        public int TrailingZeros { get; private set; }

        public void Take(ReadOnlySpan<byte> digits)
        {
            foreach (var digit in digits)
            {
                if (digit == '0')
                {
                    TrailingZeros += Count > 0 ? 1 : 0;
                    continue;
                }

                for (; TrailingZeros > 0; TrailingZeros--)
                {
                    Append(0);
                }

                Append(digit - '0');
            }
        }

        private void Append(int digit)
        {
            Count++;
            // Beyond that only the count matters: the number is refused.
            Value = Count <= MaxDigits ? (Value * 10) + digit : Value;
        }
    }
}
