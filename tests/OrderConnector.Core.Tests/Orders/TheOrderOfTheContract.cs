using System.Text;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

public sealed class TheOrderOfTheContract
{
    [Fact]
    public void Is_read_whole()
    {
        var order = PizzaOrder.Order();
        Assert.Equal(2255, order.Total.Cents);
        Assert.Equal(["Pizza Margherita", "Cola 0,5 l", "Pfand"], order.Lines.Select(line => line.Name));
        Assert.Equal([1980L, 250, 25], order.Lines.Select(line => line.Amount.Cents));
    }

    [Fact]
    public void Breaks_no_rule() => Assert.Empty(ShopOrderRules.Check(PizzaOrder.Order(), PizzaOrder.Now));

    [Fact]
    public void Is_the_same_after_writing_and_reading()
    {
        var json = PizzaOrder.Write(PizzaOrder.Order());
        Assert.Equal(json, PizzaOrder.Write(PizzaOrder.Read(json).Order!));
        Assert.Equal(OrderContent.Hash(PizzaOrder.Order()), OrderContent.Hash(PizzaOrder.Read(json).Order!));
    }

    [Fact]
    public void Can_be_voided()
    {
        var call = OrderCallReader.ReadVoid(Encoding.UTF8.GetBytes("""
            {"externalId":"V1","reason":"wrong","lines":[{"line":1,"quantity":1},{"line":2,"quantity":1}]}
            """)).Value!;
        var counter = VoidPlan.For(PizzaOrder.Order(), [], call).Counter!;
        Assert.Equal(-275, counter.Total.Cents);
        Assert.Equal(-275, Assert.Single(counter.Payments).Amount.Cents);
        var rest = VoidPlan.For(PizzaOrder.Order(), [counter], call with { Lines = null }).Counter!;
        Assert.Equal(-1980, rest.Total.Cents);
    }
}
