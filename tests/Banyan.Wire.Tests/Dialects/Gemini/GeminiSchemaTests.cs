using Banyan.Wire.Dialects.Gemini;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using static Banyan.Wire.Tests.Dialects.Gemini.GeminiKit;

namespace Banyan.Wire.Tests.Dialects.Gemini;

/// <summary>The schema corpus (row 31): what older models can't say is lowered, refused, or named.</summary>
public sealed class GeminiSchemaTests
{
    private static string Lower(string schema, MappingReport? report = null) =>
        GeminiSchemaLowering.Lower(JsonRaw.From(schema), "/schema", report ?? new MappingReport()).ToString();

    [Theory]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}""", """{"type":"string"}""")]
    [InlineData("""{"type":"object","properties":{"x":{"$ref":"#/definitions/p~1q"}},"definitions":{"p/q":{"type":"integer"}}}""", """{"type":"object","properties":{"x":{"type":"integer"}}}""")]
    [InlineData("""{"allOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]},{"properties":{"b":{"type":"string"}},"required":["b"]}]}""",
        """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["a","b"]}""")]
    [InlineData("""{"const":"x"}""", """{"enum":["x"]}""")]
    [InlineData("""{"type":["string","null"]}""", """{"type":"string","nullable":true}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"type":"string","nullable":true}""")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"integer"}]}""", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""")]
    [InlineData("""{"type":["string","integer"]}""", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""")]
    [InlineData("""{"type":"string","enum":["a",null]}""", """{"type":"string","enum":["a"],"nullable":true}""")]
    [InlineData("""{"type":"array","items":{"type":"string","minLength":1}}""", """{"type":"array","items":{"type":"string","minLength":1}}""")]
    public void A_schema_is_lowered_without_a_word_when_it_means_the_same(string schema, string expected)
    {
        var report = new MappingReport();

        Lower(schema, report).ShouldBe(expected);
        (report.Refusal, report.Dropped.Count).ShouldBe((null, 0));
    }

    [Theory]
    [InlineData("""{"type":"object","additionalProperties":false}""", """{"type":"object"}""", "/schema/additionalProperties")]
    [InlineData("""{"type":"array"}""", """{"type":"array","items":{"type":"string"}}""", "/schema/items=string")]
    [InlineData("""{"type":"string","format":"email"}""", """{"type":"string"}""", "/schema/format")]
    [InlineData("""{"type":"integer","exclusiveMinimum":3}""", """{"type":"integer"}""", "/schema/exclusiveMinimum")]
    public void What_is_left_out_is_named(string schema, string expected, string named)
    {
        var report = new MappingReport();

        Lower(schema, report).ShouldBe(expected);
        report.Dropped.ShouldBe([named]);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"type":"object","properties":{"child":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"object","properties":{"child":{"$ref":"#/$defs/n"}}}}}""")]
    [InlineData("""{"type":"integer","enum":[1,2]}""")]
    [InlineData("""{"const":7}""")]
    [InlineData("""{"$ref":"https://elsewhere/schema"}""")]
    public void What_would_mean_something_else_is_refused(string schema)
    {
        var report = new MappingReport();
        Lower(schema, report);

        report.Refusal!.Code.ShouldBe("unsupported_parameter");
    }

    [Fact]
    public void References_that_multiply_are_stopped()
    {
        var levels = string.Join(',', Enumerable.Range(0, 30).Select(level =>
            $$$$$$"""
            "l{{{{{{level}}}}}}":{"type":"object","properties":{"a":{"$ref":"#/$defs/l{{{{{{level + 1}}}}}}"},"b":{"$ref":"#/$defs/l{{{{{{level + 1}}}}}}"}}}
            """));
        var report = new MappingReport();
        Lower("{\"$ref\":\"#/$defs/l0\",\"$defs\":{" + levels + ",\"l30\":{\"type\":\"string\"}}}", report);

        report.Refusal!.Message.ShouldContain("too large");
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", true, "parameters")]
    [InlineData("""{"type":"object","additionalProperties":false}""", true, "parametersJsonSchema")]
    [InlineData("""{"type":"object","additionalProperties":false}""", false, "parameters")]
    [InlineData("""{"type":"object","properties":{"l":{"type":"array"}}}""", true, "parametersJsonSchema")]
    public void Tools_keep_their_bytes_where_the_model_takes_them(string schema, bool member, string name)
    {
        var ask = Said(User("a"));
        ask.Tools.Add(new HubTool("/tools/0") { Name = JsonText.From("f"), Parameters = JsonRaw.From(schema) });
        var declaration = Write(ask, target: Target with { JsonSchemaMember = member })["tools"]![0]!["functionDeclarations"]![0]!;

        declaration[name].ShouldNotBeNull();
        if (member)
        {
            Compact(declaration[name]).ShouldBe(schema);
        }
    }

    [Theory]
    [InlineData(true, "responseJsonSchema")]
    [InlineData(false, "responseSchema")]
    public void The_answers_schema_goes_into_the_models_member(bool member, string name)
    {
        var ask = Said(User("a"));
        ask.Format = new Sourced<HubFormat>(new HubFormat(HubFormatKind.Schema) { Schema = JsonRaw.From("""{"type":["object","null"]}""") }, "/format");
        var config = Write(ask, target: Target with { JsonSchemaMember = member })["generationConfig"]!;

        ((string)config["responseMimeType"]!).ShouldBe("application/json");
        Compact(config[name]).ShouldBe(member ? """{"type":["object","null"]}""" : """{"type":"object","nullable":true}""");
    }
}
