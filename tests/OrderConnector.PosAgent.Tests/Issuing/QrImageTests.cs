using System.Buffers.Binary;
using System.IO.Compression;
using OrderConnector.PosAgent.Issuing;

namespace OrderConnector.PosAgent.Tests.Issuing;

public sealed class QrImageTests
{
    private const string Text =
        "V0;955002-00;Kassenbeleg-V1;Beleg^0.00_2.55_0.00_0.00_0.00^2.55:Bar;18;112;"
        + "2019-07-10T18:41:04.000Z;2019-07-10T18:41:05.000Z;ecdsa-plain-SHA256;unixTime;MEQCIAy4P9k+7x9saDO0uRZ4El8QwN"
        + "+qTgYiv1DIaJIMWRiuAiAt+saFDGjK2Yi5Cxgy7PprXQ5O0seRgx4ltdpW9REvwA==;BHhWOeisRpPBTGQ1W4VUH95TXx2GARf8e2NYZXJoInjt"
        + "GqnxJ8sZ3CQpYgjI+LYEmW5A37sLWHsyU7nSJUBemyU=";

    [Fact]
    public void The_same_text_gives_the_same_bytes()
    {
        Assert.Equal(QrImage.Png(Text), QrImage.Png(Text));
        Assert.Equal(QrImage.Svg(Text), QrImage.Svg(Text));
        Assert.NotEqual(QrImage.Png(Text), QrImage.Png(Text + "="));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    public void It_has_a_border_of_four_white_modules_and_three_finders_inside_it(int pixelsPerModule)
    {
        var dark = Modules(QrImage.Png(Text, pixelsPerModule), pixelsPerModule);
        var size = dark.GetLength(0);

        Assert.Equal(0, (size - 8 - 21) % 4);
        for (var along = 0; along < size; along++)
        {
            for (var depth = 0; depth < QrImage.QuietZoneModules; depth++)
            {
                Assert.False(dark[along, depth] || dark[depth, along]);
                Assert.False(dark[along, size - 1 - depth] || dark[size - 1 - depth, along]);
            }
        }

        Assert.True(IsFinder(dark, 4, 4) && IsFinder(dark, 4, size - 11) && IsFinder(dark, size - 11, 4));
        Assert.False(IsFinder(dark, size - 11, size - 11));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(150)]
    [InlineData(330)]
    [InlineData(400)]
    [InlineData(600)]
    public void What_is_read_back_is_the_text(int length)
    {
        var text = string.Concat(Enumerable.Repeat(Text, 2))[..length];
        var dark = Modules(QrImage.Png(text), 4);

        Assert.Equal(text, QrReader.Read(WithoutBorder(dark)));
    }

    [Fact]
    public void The_drawing_scales()
    {
        var svg = QrImage.Svg(Text);

        Assert.StartsWith("<svg", svg);
        Assert.Contains("viewBox=", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(41)]
    public void A_size_nobody_can_print_is_a_bug(int pixelsPerModule) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QrImage.Png(Text, pixelsPerModule));

    [Fact]
    public void An_empty_text_is_a_bug() => Assert.Throws<ArgumentException>(() => QrImage.Png(""));

    private static bool[,] WithoutBorder(bool[,] dark)
    {
        var size = dark.GetLength(0) - (2 * QrImage.QuietZoneModules);
        var inner = new bool[size, size];
        for (var at = 0; at < size * size; at++)
        {
            inner[at / size, at % size] =
                dark[(at / size) + QrImage.QuietZoneModules, (at % size) + QrImage.QuietZoneModules];
        }

        return inner;
    }

    /// <summary>Seven by seven: dark ring, white ring, dark core.</summary>
    private static bool IsFinder(bool[,] dark, int top, int left)
    {
        for (var row = 0; row < 7; row++)
        {
            for (var column = 0; column < 7; column++)
            {
                var ring = Math.Max(Math.Abs(row - 3), Math.Abs(column - 3));
                if (dark[top + row, left + column] != (ring != 2))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Reads a one-bit PNG: row, column, true where dark; every pixel of a module must agree.</summary>
    private static bool[,] Modules(byte[] png, int pixelsPerModule)
    {
        var width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        Assert.Equal(1, png[24]);
        var rows = Rows(png);
        var size = width / pixelsPerModule;
        var stride = 1 + ((width + 7) / 8);
        var dark = new bool[size, size];
        for (var y = 0; y < width; y++)
        {
            Assert.Equal(0, rows[y * stride]);
            for (var x = 0; x < width; x++)
            {
                var isDark = (rows[(y * stride) + 1 + (x / 8)] >> (7 - (x % 8)) & 1) == 0;
                if (x % pixelsPerModule == 0 && y % pixelsPerModule == 0)
                {
                    dark[y / pixelsPerModule, x / pixelsPerModule] = isDark;
                }

                Assert.Equal(dark[y / pixelsPerModule, x / pixelsPerModule], isDark);
            }
        }

        return dark;
    }

    private static byte[] Rows(byte[] png)
    {
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(png, at + 8, length);
            }

            at += 12 + length;
        }

        packed.Position = 0;
        using var plain = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress))
        {
            zlib.CopyTo(plain);
        }

        return plain.ToArray();
    }
}
