using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Spine;

public sealed class PlanJsonTests
{
    private const string Whole =
        """{"kind":"execute","catalogueVersion":"sha256:9f","planner":"model","steps":[{"id":"s1","intent":"orders.get","args":{"orderId":{"lit":"1002","from":"user"}}},{"id":"s2","intent":"orders.cancel","after":["s1"],"args":{"orderId":{"ref":"s1.orderId"},"all":{"each":"s1.items","member":"id"}},"when":{"text":"only if it has not shipped","expr":"s1.status == 'pending'","else":"skip"}}],"answer":{"mode":"template","text":"Order {s1.orderId}."},"clarify":{"question":"What should it say?","missing":[{"step":"s3","param":"text"}],"candidates":[]},"unmet":["gift wrapping"],"confidence":0.93}""";

    [Fact]
    public void What_is_read_is_written_again()
    {
        PlanJson.Text(PlanReader.Read(Whole)).ShouldBe(Whole);
    }

    [Theory]
    [InlineData("""{"kind":"execute","steps":[{"id":"s1","intent":"a.b","arguments":{}}]}""", "$.steps[0].arguments")]
    [InlineData("""{"kind":"perhaps"}""", "$.kind")]
    [InlineData("""{"kind":"execute","steps":[{"id":"s1","intent":"a.b","args":{"x":"1"}}]}""", "$.steps[0].args.x")]
    [InlineData("""{"kind":"execute","kind":"refuse"}""", "$.kind: stands twice")]
    [InlineData("""{"kind":"execute","steps":[{"intent":"a.b"}]}""", "$.steps[0].id")]
    [InlineData("""{"kind":"execute","steps":[{"id":"s1","intent":"a.b","when":{"text":"t","expr":"e","else":"run"}}]}""", "$.steps[0].when.else")]
    [InlineData("[1]", "$:")]
    [InlineData("{", "$: not JSON")]
    public void What_is_no_plan_is_refused_with_its_place(string json, string place)
    {
        Should.Throw<FormatException>(() => PlanReader.Read(json)).Message.ShouldContain(place);
    }

    [Fact]
    public void A_literal_without_a_source_is_the_models()
    {
        var plan = PlanReader.Read("""{"kind":"execute","steps":[{"id":"s1","intent":"a.b","args":{"x":{"lit":7}}}]}""");

        var literal = plan.Steps[0].Args["x"].ShouldBeOfType<Argument.Literal>();
        literal.From.ShouldBe("model");
        literal.Value.ValueKind.ShouldBe(JsonValueKind.Number);
    }
}
