using System.Text;
using System.Text.Json.Nodes;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Translation;

/// <summary>A schema the caller called strict reaches the wires that know strictness in the form they demand; any other crosses unchanged.</summary>
public sealed class StrictSchemaTests
{
    private const string Open = """{"type":"object","properties":{"a":{"type":["object","null"],"properties":{"x":{"type":"integer"},"y":{}},"required":["y"]},"b":{"type":"array","items":{"$ref":"#/$defs/d"}}},"$defs":{"d":{"properties":{"z":{"const":1.0}}}}}""";
    private const string Closed = """{"type":"object","properties":{"a":{"type":["object","null"],"properties":{"x":{"type":"integer"},"y":{}},"required":["y","x"],"additionalProperties":false},"b":{"type":"array","items":{"$ref":"#/$defs/d"}}},"$defs":{"d":{"properties":{"z":{"const":1.0}},"required":["z"],"additionalProperties":false}},"required":["a","b"],"additionalProperties":false}""";

    [Theory]
    [InlineData(DialectId.OpenAiResponses)]
    [InlineData(DialectId.Anthropic)]
    public void A_strict_schema_is_closed_at_every_level(DialectId target)
    {
        var body = Translated(target, Open, "true").ShouldNotBeNull();
        body.ShouldContain(Closed);
        body.ShouldNotContain(Open);
    }

    [Theory]
    [InlineData(DialectId.OpenAiResponses, "false")]
    [InlineData(DialectId.Anthropic, "null")]
    [InlineData(DialectId.Gemini, "true")]
    [InlineData(DialectId.Ollama, "true")]
    public void One_that_is_not_strict_or_goes_where_strictness_is_unknown_is_not_touched(DialectId target, string strict) =>
        Translated(target, Open, strict).ShouldNotBeNull().ShouldContain(Open);

    [Fact]
    public void One_that_is_closed_already_keeps_every_byte()
    {
        const string Odd = """{ "type" : "object", "properties":{"a":{"type":"object","properties":{},"additionalProperties":false,"required":[]}}, "additionalProperties":false, "required":["a"] }""";
        Translated(DialectId.OpenAiResponses, Odd, "true").ShouldNotBeNull().ShouldContain(Odd);
    }

    [Fact]
    public void One_that_says_it_takes_more_members_is_refused_by_name()
    {
        var asked = Ask("""{"type":"object","properties":{"a":{"type":"object","additionalProperties":{"type":"string"}}}}""", "true");
        var refusal = Translator.Translate(asked, DialectTable.Get(DialectId.Anthropic), new TargetFacts { Model = "m", DefaultMaxOutput = 9 }, strict: false).Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe("unsupported_parameter");
        refusal.Param.ShouldNotBeNull().ShouldStartWith("/response_format");
        refusal.Message.ShouldContain("additionalProperties");
    }

    [Fact]
    public void A_strict_tool_is_closed_too()
    {
        var asked = new WireBody(DialectTable.Get(DialectId.OpenAiChat), Encoding.UTF8.GetBytes($$$"""{"model":"m","messages":[{"role":"user","content":"h"}],"tools":[{"type":"function","function":{"name":"n","strict":true,"parameters":{{{Open}}}}}]}"""), Operation.Chat);
        var body = Translator.Translate(asked, DialectTable.Get(DialectId.OpenAiResponses), new TargetFacts { Model = "m" }, strict: false).Body;
        JsonNode.Parse(body)!["tools"]![0]!["parameters"]!.ToJsonString().ShouldBe(JsonNode.Parse(Closed)!.ToJsonString());
    }

    private static string? Translated(DialectId target, string schema, string strict)
    {
        var translated = Translator.Translate(Ask(schema, strict), DialectTable.Get(target), new TargetFacts { Model = "m", DefaultMaxOutput = 9 }, strict: false);
        return translated.Refusal is null ? Encoding.UTF8.GetString(translated.Body) : null;
    }

    private static WireBody Ask(string schema, string strict) => new(
        DialectTable.Get(DialectId.OpenAiChat),
        Encoding.UTF8.GetBytes($$$$"""{"model":"m","messages":[{"role":"user","content":"h"}],"response_format":{"type":"json_schema","json_schema":{"name":"s","strict":{{{{strict}}}},"schema":{{{{schema}}}}}}}"""),
        Operation.Chat);
}
