using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Tests.Alerting;

public sealed class ContactsAndNames
{
    private static readonly Contact s_mail =
        new("c-1", "mitte", 1, "Küche", ContactKind.Mail, "kueche@example.com", Language.German);

    [Theory]
    [InlineData("kueche@example.com", true)]
    [InlineData("k.che+x@mail.example.com", true)]
    [InlineData("kueche@grün.example", true)]
    [InlineData("küche@example.com", false)]
    [InlineData("nobody", false)]
    [InlineData("@example.com", false)]
    [InlineData("a@", false)]
    [InlineData("a@b@example.com", false)]
    [InlineData("a@example.com, b@example.com", false)]
    [InlineData("a@example.com\r\nBcc: b@example.com", false)]
    [InlineData("Eva <a@example.com>", false)]
    [InlineData("a@exa mple.com", false)]
    public void A_mail_address_is_one_address_and_nothing_else(string address, bool isWell) =>
        Assert.Equal(isWell, ContactRules.FindFaults(s_mail with { Address = address }).Count == 0);

    [Theory]
    [InlineData("https://hooks.example.com/a?b=c", true)]
    [InlineData("http://127.0.0.1:8080/a", true)]
    [InlineData("http://localhost/a", true)]
    [InlineData("http://[::1]/a", true)]
    [InlineData("http://hooks.example.com/a", false)]
    [InlineData("ftp://hooks.example.com/a", false)]
    [InlineData("https://user:pw@hooks.example.com/", false)]
    [InlineData("/relative", false)]
    public void A_web_address_is_encrypted_unless_it_stays_here(string address, bool isWell) => Assert.Equal(
        isWell,
        ContactRules.FindFaults(s_mail with { Kind = ContactKind.Webhook, Address = address }).Count == 0);

    [Fact]
    public void Accents_before_the_at_are_refused_by_name() => Assert.Contains(
        "kueche, not küche",
        Assert.Single(ContactRules.FindFaults(s_mail with { Address = "küche@example.com" })).English,
        StringComparison.Ordinal);

    [Fact]
    public void Every_fault_is_named() => Assert.Equal(
        3, ContactRules.FindFaults(s_mail with { Level = 0, Name = " ", Address = "x" }).Count);

    [Fact]
    public void Names_on_the_wire_are_read_back()
    {
        Assert.All(Enum.GetValues<AlertKind>(), kind => Assert.Equal(kind, AlertKinds.FromWire(kind.ToWire())));
        Assert.All(Enum.GetValues<NoticeKind>(), kind => Assert.Equal(kind, NoticeKinds.FromWire(kind.ToWire())));
        Assert.All(Enum.GetValues<ContactKind>(), kind => Assert.Equal(kind, ContactKinds.FromWire(kind.ToWire())));
        Assert.Null(AlertKinds.FromWire("x"));
        Assert.Null(NoticeKinds.FromWire("x"));
        Assert.Null(ContactKinds.FromWire("x"));
    }

    [Fact]
    public void Ids_differ_where_what_they_stand_for_differs() => Assert.Equal(
        4,
        new[]
        {
            AlertIds.Notice("i", "ab", NoticeKind.Raised, 1), AlertIds.Notice("ia", "b", NoticeKind.Raised, 1),
            AlertIds.Notice("i", "ab", NoticeKind.Grown, 1), AlertIds.Notice("i", "ab", NoticeKind.Raised, 2),
        }.Distinct().Count());
}
