using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Wire.Tests.Schemas;

public sealed class SchemaValidationTests
{
    // Each row: schema, value, the keywords broken in order (empty: it fits). Cases follow JSON Schema 2020-12, sections 6 and 7.
    [Theory]
    [InlineData("{}", "null", "")]
    [InlineData("""{"type":"string"}""", "\"1\"", "")]
    [InlineData("""{"type":"string"}""", "1", "type")]
    [InlineData("""{"type":"number"}""", "\"1\"", "type")]
    [InlineData("""{"type":"number"}""", "1.5e300", "")]
    [InlineData("""{"type":"integer"}""", "1.0", "")]
    [InlineData("""{"type":"integer"}""", "1e3", "")]
    [InlineData("""{"type":"integer"}""", "150e-1", "")]
    [InlineData("""{"type":"integer"}""", "1.5", "type")]
    [InlineData("""{"type":"integer"}""", "1e-400", "type")]
    [InlineData("""{"type":"integer"}""", "9007199254740993", "")]
    [InlineData("""{"type":"integer"}""", "true", "type")]
    [InlineData("""{"type":"boolean"}""", "\"true\"", "type")]
    [InlineData("""{"type":"boolean"}""", "0", "type")]
    [InlineData("""{"type":"null"}""", "null", "")]
    [InlineData("""{"type":"null"}""", "0", "type")]
    [InlineData("""{"type":"string"}""", "null", "type")]
    [InlineData("""{"type":["string","null"]}""", "null", "")]
    [InlineData("""{"type":"string","nullable":true}""", "null", "")]
    [InlineData("""{"type":["string","integer"]}""", "1", "")]
    [InlineData("""{"type":["string","integer"]}""", "1.5", "type")]
    [InlineData("""{"enum":["a",1,{"b":[2]}]}""", "1.0", "")]
    [InlineData("""{"enum":["a",1,{"b":[2]}]}""", """{"b":[2.0]}""", "")]
    [InlineData("""{"enum":["a",1,{"b":[2]}]}""", "\"A\"", "enum")]
    [InlineData("""{"enum":["1"]}""", "1", "enum")]
    [InlineData("""{"enum":[0]}""", "false", "enum")]
    [InlineData("""{"const":{"a":1,"b":2}}""", """{"b":2,"a":1}""", "")]
    [InlineData("""{"minimum":1.1}""", "1.1", "")]
    [InlineData("""{"minimum":1.1}""", "1.0999999999999999999999999999999999", "minimum")]
    [InlineData("""{"maximum":9007199254740992}""", "9007199254740993", "maximum")]
    [InlineData("""{"maximum":1e3}""", "1000.000", "")]
    [InlineData("""{"maximum":0}""", "-1e400", "")]
    [InlineData("""{"minimum":-5,"maximum":-3}""", "-4", "")]
    [InlineData("""{"minimum":-5,"maximum":-3}""", "-2", "maximum")]
    [InlineData("""{"exclusiveMinimum":0}""", "0.0", "exclusiveMinimum")]
    [InlineData("""{"exclusiveMinimum":0}""", "1e-30", "")]
    [InlineData("""{"minimum":0,"exclusiveMinimum":true}""", "0", "minimum")]
    [InlineData("""{"exclusiveMaximum":10}""", "10", "exclusiveMaximum")]
    [InlineData("""{"multipleOf":0.01}""", "19.99", "")]
    [InlineData("""{"multipleOf":0.01}""", "19.995", "multipleOf")]
    [InlineData("""{"minLength":2}""", "\"\\ud83d\\udca9\"", "minLength")]
    [InlineData("""{"maxLength":1}""", "\"\\ud83d\\udca9\"", "")]
    [InlineData("""{"maxLength":3}""", "\"four\"", "maxLength")]
    [InlineData("""{"pattern":"b+"}""", "\"abbc\"", "")]
    [InlineData("""{"pattern":"^\\d{4}$"}""", "\"1002\"", "")]
    [InlineData("""{"pattern":"^\\d{4}$"}""", "\"1002\\n\"", "pattern")]
    [InlineData("""{"pattern":"^\\d{4}$"}""", "\"\u0661\u0662\u0663\u0664\"", "pattern")]
    [InlineData("""{"pattern":"^[$]\\$$"}""", "\"$$\"", "")]
    [InlineData("""{"pattern":"^\\p{L}+$"}""", "\"é\"", "")]
    [InlineData("""{"pattern":"("}""", "\"a\"", "pattern")]
    [InlineData("""{"format":"date"}""", "\"2024-02-29\"", "")]
    [InlineData("""{"format":"date"}""", "\"2026-02-29\"", "format")]
    [InlineData("""{"format":"date"}""", "\"01.03.2026\"", "format")]
    [InlineData("""{"format":"date-time"}""", "\"2026-03-01T10:00:00.25+01:00\"", "")]
    [InlineData("""{"format":"date-time"}""", "\"1998-12-31T15:59:60-08:00\"", "")]
    [InlineData("""{"format":"date-time"}""", "\"1998-12-31T22:59:60Z\"", "format")]
    [InlineData("""{"format":"date-time"}""", "\"2026-03-01T10:00:00\"", "format")]
    [InlineData("""{"format":"date-time"}""", "\"2026-03-01T24:00:00Z\"", "format")]
    [InlineData("""{"format":"email"}""", "\"ada@shop.example\"", "")]
    [InlineData("""{"format":"email"}""", "\"a.b+c@x-y.example\"", "")]
    [InlineData("""{"format":"email"}""", "\"a..b@shop.example\"", "format")]
    [InlineData("""{"format":"email"}""", "\"ada@shop.example, bob@shop.example\"", "format")]
    [InlineData("""{"format":"email"}""", "\"ada@\"", "format")]
    [InlineData("""{"format":"uri"}""", "\"https://shop.example/a?b=1\"", "")]
    [InlineData("""{"format":"uri"}""", "\"/a\"", "format")]
    [InlineData("""{"format":"uri"}""", "\"https://a b/\"", "format")]
    [InlineData("""{"format":"colour"}""", "\"anything\"", "")]
    [InlineData("""{"items":{"type":"integer"}}""", "[1,\"2\",3.5]", "type type")]
    [InlineData("""{"minItems":1}""", "[]", "minItems")]
    [InlineData("""{"maxItems":1}""", "[1,2]", "maxItems")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", "[]", "type")]
    [InlineData("""{"required":["a","b"]}""", """{"a":null}""", "required")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1,"b":2,"c":3}""", "additionalProperties additionalProperties")]
    [InlineData("""{"properties":{"a":{}}}""", """{"a":1,"a":2}""", "properties")]
    public void A_value_fits_or_breaks_these_keywords(string schema, string value, string broken)
    {
        var faults = Read(schema).Validate(JsonDocument.Parse(value).RootElement);

        string.Join(' ', faults.Select(fault => fault.Keyword)).ShouldBe(broken);
    }

    [Fact]
    public void All_faults_are_told_with_their_places()
    {
        var schema = Read("""{"type":"object","required":["id","to"],"properties":{"id":{"type":"string","pattern":"^\\d{4}$"},"items":{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer"}}}}}}""");

        var faults = schema.Validate(JsonDocument.Parse("""{"id":"x","items":[{"n":1},{"n":"2"}]}""").RootElement);

        faults.Select(fault => fault.Path).ShouldBe(["$.id", "$.items[1].n", "$.to"]);
        faults[1].Message.ShouldBe("must be an integer, is a string");
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "\"\\ud800\"")]
    [InlineData("""{"enum":["a"]}""", "\"\\ud800\"")]
    [InlineData("""{"type":"object"}""", "{\"\\ud800\":1}")]
    public void Text_that_is_no_unicode_is_a_fault_and_no_exception(string schema, string value) =>
        Read(schema).Validate(JsonDocument.Parse(value).RootElement).ShouldNotBeEmpty();

    [Fact]
    public void A_pattern_that_explodes_is_a_fault_within_its_time()
    {
        var schema = Read("""{"pattern":"^(a+)+$"}""");

        var faults = schema.Validate(JsonSerializer.SerializeToElement(new string('a', 40) + "!"));

        faults.ShouldHaveSingleItem().Message.ShouldContain("takes too long");
    }

    [Fact]
    public void Faults_are_bounded()
    {
        var many = JsonSerializer.SerializeToElement(Enumerable.Range(0, 5000).ToArray());

        Read("""{"items":{"type":"string"}}""").Validate(many).Count.ShouldBe(SchemaValidation.MaxFaults);
    }

    [Fact]
    public void A_value_that_is_not_there_fits_nothing() => Read("{}").Validate(default).ShouldHaveSingleItem();

    private static JsonSchema Read(string schema) => SchemaReader.Read(JsonDocument.Parse(schema).RootElement);
}
