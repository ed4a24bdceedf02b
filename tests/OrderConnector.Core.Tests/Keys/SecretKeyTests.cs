using System.Security.Cryptography;
using System.Text;
using OrderConnector.Core.Keys;

namespace OrderConnector.Core.Tests.Keys;

public sealed class SecretKeyTests
{
    private static readonly byte[] s_random = [.. Enumerable.Range(0, 40).Select(i => (byte)(i * 7))];

    [Fact]
    public void A_key_is_an_id_and_a_secret_of_256_bits()
    {
        var key = SecretKey.From("ch", s_random);
        Assert.Equal("ch_00070e151c232a31", key.Id);
        Assert.Equal(s_random[8..], System.Buffers.Text.Base64Url.DecodeFromChars(key.Secret));
        Assert.Equal($"{key.Id}.{key.Secret}", key.ToString());
    }

    [Theory]
    [InlineData(39)]
    [InlineData(41)]
    public void Too_little_randomness_is_a_bug(int bytes) =>
        Assert.Throws<ArgumentException>(() => SecretKey.From("ch", new byte[bytes]));

    [Fact]
    public void What_is_printed_reads_as_itself()
    {
        var key = SecretKey.From("ag", s_random);
        Assert.True(SecretKey.TryParse(key.ToString(), out var read));
        Assert.Equal(key, read);
    }

    [Fact]
    public void Another_form_is_refused()
    {
        var secret = new string('x', 43);
        string?[] faulty =
        [
            null, "", ".", "ch_1", $".{secret}", $"ch_1.{secret}x", $"ch_1.{secret[1..]}",
            $"{new string('c', 41)}.{secret}", new string('.', 201),
        ];
        Assert.All(faulty, text => Assert.False(SecretKey.TryParse(text, out _)));
        Assert.True(SecretKey.TryParse($"ch_1.{secret}", out _));
    }

    [Fact]
    public void Only_the_hash_of_the_secret_is_needed_to_know_it_again()
    {
        var key = SecretKey.From("ch", s_random);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(key.Secret)), key.Hash());
        Assert.True(key.Matches(key.Hash()));
        Assert.False((key with { Secret = new string('x', 43) }).Matches(key.Hash()));
        Assert.False(key.Matches([]));
    }
}
