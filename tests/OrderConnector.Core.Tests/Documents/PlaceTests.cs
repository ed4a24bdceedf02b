using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Tests.Documents;

public sealed class PlaceTests
{
    [Fact]
    public void The_whole_document_is_the_empty_pointer() => Assert.Equal("", Place.Root.ToString());

    [Fact]
    public void Members_and_items_follow_one_another() =>
        Assert.Equal("/lines/0/vatRate", Place.Root.Member("lines").Item(0).Member("vatRate").ToString());

    [Fact]
    public void Tilde_and_slash_are_escaped_as_RFC_6901_wants() =>
        Assert.Equal("/a~1b/m~0n/~01", Place.Root.Member("a/b").Member("m~n").Member("~1").ToString());
}
