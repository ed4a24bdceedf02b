using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Tests.Access;

public sealed class LoggingIn
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("correct horse", "eva")]
    [InlineData("x8Km-42pQ-zz", "eva")]
    [InlineData("Ärmelkanal-Wind", "eva")]
    [InlineData("schachspiel ab", "ab")]
    public void A_long_password_is_good(string password, string name) =>
        Assert.Empty(PasswordRules.Check(password, name));

    [Theory]
    [InlineData("elf zeichen", PasswordFault.TooShort)]
    [InlineData("wer ist EVA nur", PasswordFault.HoldsName)]
    [InlineData("abababababab", PasswordFault.EasyToGuess)]
    [InlineData("Passwort2026!", PasswordFault.EasyToGuess)]
    [InlineData("mein 12345678 x", PasswordFault.EasyToGuess)]
    public void What_is_wrong_with_a_password_is_named(string password, PasswordFault fault) =>
        Assert.Equal([fault], PasswordRules.Check(password, "eva"));

    [Fact]
    public void Every_fault_is_named_at_once() => Assert.Equal(
        [PasswordFault.TooShort, PasswordFault.HoldsName, PasswordFault.EasyToGuess],
        PasswordRules.Check("eva", "eva"));

    [Fact]
    public void A_password_nobody_types_is_too_long() => Assert.Equal(
        [PasswordFault.TooLong], PasswordRules.Check(string.Concat(Enumerable.Repeat("abcdefXYZ-", 21)), "eva"));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(7, 4)]
    [InlineData(8, 8)]
    [InlineData(9, 15)]
    [InlineData(int.MaxValue, 15)]
    public void An_account_rests_longer_with_each_failure(int failures, int minutes) => Assert.Equal(
        minutes == 0 ? null : s_now.AddMinutes(minutes), LockOut.Until(failures, s_now));

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(20, 7, true)]
    [InlineData(20, 8, false)]
    [InlineData(167, 0, true)]
    [InlineData(168, 0, false)]
    public void A_session_ends_after_a_working_day_unused_and_after_a_week(int age, int unused, bool alive) =>
        Assert.Equal(alive, SessionLife.IsAlive(s_now.AddHours(-age), s_now.AddHours(-unused), s_now));

    [Fact]
    public void A_one_time_password_keeps_its_own_rules()
    {
        var password = OneTimePassword.From([.. Enumerable.Range(0, 20).Select(i => (byte)(i * 13))]);

        Assert.Equal("anb2p-d4rgv-iwiwk-ymzna".Length, password.Length);
        Assert.Matches("^([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$", password);
        Assert.Empty(PasswordRules.Check(password, "eva"));
        Assert.Throws<ArgumentException>(() => OneTimePassword.From(new byte[19]));
    }

    [Theory]
    [InlineData("anna.b-2_c", true)]
    [InlineData("Anna", false)]
    [InlineData("", false)]
    [InlineData("anna@example.org", false)]
    [InlineData("a b", false)]
    public void A_name_is_made_of_few_characters(string name, bool valid) =>
        Assert.Equal(valid, UserNames.IsValid(name));

    [Fact]
    public void A_name_of_41_characters_is_too_long() => Assert.False(UserNames.IsValid(new string('a', 41)));

    [Fact]
    public void What_is_typed_may_be_in_capitals() => Assert.Equal("anna", UserNames.Normalize(" Anna "));

    [Theory]
    [InlineData("anna@example.org", true)]
    [InlineData("anna", false)]
    [InlineData("@example.org", false)]
    [InlineData("anna@", false)]
    [InlineData("a@b@c", false)]
    [InlineData("anna <a@b>", false)]
    public void An_address_has_one_at(string text, bool valid) => Assert.Equal(valid, MailAddresses.IsValid(text));
}
