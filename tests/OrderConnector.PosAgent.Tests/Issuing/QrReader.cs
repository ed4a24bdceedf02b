using System.Text;

namespace OrderConnector.PosAgent.Tests.Issuing;

/// <summary>
/// Reads a clean QR code back into its text, by ISO/IEC 18004 and without error correction: versions 1 to 20 at level M.
/// Knows nothing of the library that draws it.
/// </summary>
internal sealed class QrReader
{
    // ISO/IEC 18004, table 9, level M, by version.
    private static readonly int[] s_correctionPerBlock =
        [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    private static readonly int[] s_blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

    private readonly bool[,] _dark;
    private readonly bool[,] _fixed;
    private readonly int _size;
    private readonly int _version;

    private QrReader(bool[,] dark)
    {
        _dark = dark;
        _size = dark.GetLength(0);
        _version = (_size - 17) / 4;
        _fixed = new bool[_size, _size];
        MarkFixed();
    }

    /// <summary>The text of a code without its border; rows first, true is dark.</summary>
    internal static string Read(bool[,] dark)
    {
        var reader = new QrReader(dark);
        Assert.Equal(0, reader.Format >> 3);
        return Text(reader.DataOf(reader.Codewords()), reader._version);
    }

    /// <summary>Error correction level (0 is M) and mask, out of the fifteen format bits at the upper left corner.</summary>
    private int Format
    {
        get
        {
            (int Row, int Column)[] places =
            [
                (0, 8), (1, 8), (2, 8), (3, 8), (4, 8), (5, 8), (7, 8), (8, 8), (8, 7), (8, 5), (8, 4), (8, 3), (8, 2),
                (8, 1), (8, 0),
            ];
            var bits = places.Select((place, index) => _dark[place.Row, place.Column] ? 1 << index : 0).Sum();
            return (bits ^ 0x5412) >> 10;
        }
    }

    private void MarkFixed()
    {
        Mark(0, 0, 9, 9);
        Mark(0, _size - 8, 9, 8);
        Mark(_size - 8, 0, 8, 9);
        Mark(6, 0, 1, _size);
        Mark(0, 6, _size, 1);
        if (_version >= 7)
        {
            Mark(0, _size - 11, 6, 3);
            Mark(_size - 11, 0, 3, 6);
        }

        var centres = AlignmentCentres();
        foreach (var (row, column) in centres.SelectMany(row => centres.Select(column => (row, column))))
        {
            // Three of them would lie on a finder pattern and are left out.
            if (!((row == 6 && (column == 6 || column == _size - 7)) || (row == _size - 7 && column == 6)))
            {
                Mark(row - 2, column - 2, 5, 5);
            }
        }
    }

    private List<int> AlignmentCentres()
    {
        if (_version == 1)
        {
            return [];
        }

        var count = (_version / 7) + 2;
        var step = ((_version * 8) + (count * 3) + 5) / ((count * 4) - 4) * 2;
        return [6, .. Enumerable.Range(0, count - 1).Select(index => _size - 7 - (index * step))];
    }

    private void Mark(int top, int left, int height, int width)
    {
        for (var row = top; row < top + height; row++)
        {
            for (var column = left; column < left + width; column++)
            {
                _fixed[row, column] = true;
            }
        }
    }

    // Up and down in strips of two, from the right, past the vertical timing pattern.
    private List<byte> Codewords()
    {
        var bits = new List<bool>();
        var isUp = true;
        for (var right = _size - 1; right >= 1; right -= right == 8 ? 3 : 2, isUp = !isUp)
        {
            for (var step = 0; step < _size; step++)
            {
                var row = isUp ? _size - 1 - step : step;
                bits.AddRange(new[] { right, right - 1 }
                    .Where(column => !_fixed[row, column])
                    .Select(column => _dark[row, column] ^ IsMasked(row, column)));
            }
        }

        return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(ToByte)];
    }

    private bool IsMasked(int row, int column) => (Format & 7) switch
    {
        0 => (row + column) % 2 == 0,
        1 => row % 2 == 0,
        2 => column % 3 == 0,
        3 => (row + column) % 3 == 0,
        4 => ((row / 2) + (column / 3)) % 2 == 0,
        5 => (row * column % 2) + (row * column % 3) == 0,
        6 => ((row * column % 2) + (row * column % 3)) % 2 == 0,
        _ => (((row + column) % 2) + (row * column % 3)) % 2 == 0,
    };

    /// <summary>Puts the interleaved blocks one after the other; the longer ones come last.</summary>
    private List<byte> DataOf(List<byte> codewords)
    {
        var blocks = s_blocks[_version - 1];
        var shortLength = (codewords.Count / blocks) - s_correctionPerBlock[_version - 1];
        var shortBlocks = blocks - (codewords.Count % blocks);
        var data = Enumerable.Range(0, blocks).Select(_ => new List<byte>()).ToList();
        var at = 0;
        for (var index = 0; index <= shortLength; index++)
        {
            foreach (var block in data.Skip(index == shortLength ? shortBlocks : 0))
            {
                block.Add(codewords[at++]);
            }
        }

        return [.. data.SelectMany(block => block)];
    }

    private static string Text(List<byte> data, int version)
    {
        var bits = new Queue<bool>(
            data.SelectMany(value => Enumerable.Range(0, 8).Select(bit => (value >> (7 - bit) & 1) == 1)));
        var text = new StringBuilder();
        while (bits.Count >= 4 && Number(bits, 4) is var mode and not 0)
        {
            // Table 3: how many bits tell the length of a segment.
            var (upTo9, upTo26) = mode switch
            {
                1 => (10, 12),
                2 => (9, 11),
                4 => (8, 16),
                _ => throw new InvalidDataException($"Mode {mode} is not expected."),
            };
            var length = Number(bits, version < 10 ? upTo9 : upTo26);
            text.Append(mode switch
            {
                1 => Segment(bits, length, 3, 10),
                2 => Segment(bits, length, 2, 45),
                _ => Encoding.Latin1.GetString([.. Enumerable.Range(0, length).Select(_ => (byte)Number(bits, 8))]),
            });
        }

        return text.ToString();
    }

    /// <summary>Characters in groups: three digits in 10 bits, two letters in 11, fewer in fewer.</summary>
    private static string Segment(Queue<bool> bits, int length, int group, int radix)
    {
        var text = new StringBuilder();
        for (var left = length; left > 0; left -= group)
        {
            var count = Math.Min(left, group);
            var number = Number(bits, radix == 10 ? (count * 3) + 1 : count == 2 ? 11 : 6);
            for (var place = count - 1; place >= 0; place--)
            {
                text.Append(Alphabet[number / (int)Math.Pow(radix, place) % radix]);
            }
        }

        return text.ToString();
    }

    private static int Number(Queue<bool> bits, int count) =>
        Enumerable.Range(0, count).Aggregate(0, (number, _) => (number << 1) | (bits.Dequeue() ? 1 : 0));

    private static byte ToByte(bool[] bits) => (byte)bits.Aggregate(0, (number, bit) => (number << 1) | (bit ? 1 : 0));
}
