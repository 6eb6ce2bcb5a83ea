using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Wire.Tests.Schemas;

/// <summary>Alternatives and references: what tools of others are described with.</summary>
public sealed class SchemaFormTests
{
    [Theory]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "null", true)]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "7", false)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":5}]}""", "3", true)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":5}]}""", "7", false)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":5}]}""", "3.5", false)]
    [InlineData("""{"allOf":[{"type":"integer"},{"minimum":5}]}""", "7", true)]
    [InlineData("""{"allOf":[{"type":"integer"},{"minimum":5}]}""", "3", false)]
    [InlineData("""{"type":"object","properties":{"to":{"$ref":"#/$defs/a~1b"}},"$defs":{"a/b":{"type":"string","minLength":2}}}""", """{"to":"xy"}""", true)]
    [InlineData("""{"type":"object","properties":{"to":{"$ref":"#/$defs/a~1b"}},"$defs":{"a/b":{"type":"string","minLength":2}}}""", """{"to":"x"}""", false)]
    [InlineData("""{"items":{"$ref":"#/definitions/n"},"definitions":{"n":{"type":"number"}}}""", """[1,"x"]""", false)]
    public void Forms_are_checked(string schema, string value, bool fits) => (SchemaReader.Read(Json(schema)).Validate(Json(value)).Count == 0).ShouldBe(fits);

    [Theory]
    [InlineData("""{"$ref":"#"}""", "refers to itself|deeper than")]
    [InlineData("""{"properties":{"a":{"$ref":"#"},"b":{"$ref":"#"},"c":{"$ref":"#"}}}""", "refers to itself|deeper than")]
    [InlineData("""{"$ref":"#/nowhere"}""", "nothing at this reference")]
    [InlineData("""{"$ref":"https://evil.example/schema"}""", "only references inside")]
    [InlineData("""{"anyOf":7}""", "a list of schemas")]
    [Trait("Attack", "33")]
    public void What_leads_nowhere_or_round_is_refused(string schema, string problem)
    {
        var said = Should.Throw<FormatException>(() => SchemaReader.Read(Json(schema))).Message;
        problem.Split('|').Any(one => said.Contains(one, StringComparison.Ordinal)).ShouldBeTrue(said);
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"anyOf":[{"type":"string"}]}}}""", null)]
    [InlineData("""{"anyOf":[{"type":"string"},{"not":{}}]}""", "$.anyOf.not")]
    [InlineData("""{"$defs":{"x":{"if":{}}}}""", "$.$defs.x.if")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", "$.additionalProperties")]
    [InlineData("""{"items":[{}]}""", "$.items")]
    [InlineData("""{"x-mine":1,"title":"t","default":3}""", null)]
    public void Keywords_that_are_not_checked_are_named(string schema, string? keyword) => SchemaKeywords.FirstUnchecked(Json(schema)).ShouldBe(keyword);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
