using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Functions.Hosting.Handler;

namespace OrderConnector.Functions.Tests.Hosting.Handler;

public sealed class ReadingAnInvocation
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_text_is_unwrapped_however_often_the_host_wrapped_it(int times)
    {
        var message = Read(Wrapped("hello", times))!;

        Assert.Equal("hello", message.Text);
        Assert.Null(message.Json);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_document_is_unwrapped_however_often_the_host_wrapped_it(int times)
    {
        var message = Read(Wrapped("""{"tenant":7,"text":"a \"b\" \\ c"}""", times))!;

        Assert.Equal(7, message.Json!.Value.GetProperty("tenant").GetInt32());
        Assert.Equal("a \"b\" \\ c", message.Json!.Value.GetProperty("text").GetString());
    }

    [Fact]
    public void A_text_wrapped_more_often_than_any_host_does_stays_what_is_left() =>
        Assert.Equal("\"hello\"", Read(Wrapped("hello", 3))!.Text);

    [Fact]
    public void A_document_that_was_not_wrapped_at_all_is_read_too() =>
        Assert.Equal(7, Read("""{"Data":{"message":{"tenant":7}}}""")!.Json!.Value.GetProperty("tenant").GetInt32());

    [Fact]
    public void A_timer_without_a_monitor_is_an_object_with_nothing_in_its_status()
    {
        var timer = Read(
            """{"Data":{"message":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}}}""")!;

        Assert.Equal(JsonValueKind.Null, timer.Json!.Value.GetProperty("ScheduleStatus").ValueKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Data":null}""")]
    [InlineData("""{"Data":"message"}""")]
    [InlineData("""{"Metadata":{"message":"x"}}""")]
    [InlineData("""{"Data":{"message":"x"}""")]
    public void What_is_no_envelope_is_none(string envelope) =>
        Assert.Null(Invocation.Read(Encoding.UTF8.GetBytes(envelope)));

    [Fact]
    public void A_binding_that_is_not_there_is_not_there() => Assert.Null(Read("""{"Data":{"other":"x"}}"""));

    [Fact]
    public void The_names_of_the_envelope_may_come_in_either_case() =>
        Assert.Equal("x", Read("""{"data":{"message":"x"},"metadata":{}}""")!.Text);

    private static InvocationMessage? Read(string envelope) =>
        Invocation.Read(Encoding.UTF8.GetBytes(envelope))!.Find("message");

    private static string Wrapped(string text, int times)
    {
        for (var i = 0; i < times; i++)
        {
            text = JsonSerializer.Serialize(text);
        }

        return new JsonObject { ["Data"] = new JsonObject { ["message"] = text } }.ToJsonString();
    }
}
