using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Types;

/// <summary>The coercion tables of the specification, and of the scalars beside them.</summary>
public sealed class ScalarTests
{
    private static readonly GraphSchema Schema = GraphSchema.Build(graph =>
    {
        graph.Scalars(Scalar.DateTime, Scalar.Date, Scalar.Decimal, Scalar.Long, Scalar.Json, Scalar.Url, Scalar.Duration,
            Scalar.Text<char>("Letter", "One letter.", "one letter", text => text.Length == 1 ? text[0] : default, letter => letter.ToString()));
        graph.Query("all(a: Int, b: Float, c: ID): Boolean", _ => true);
    });

    [Theory]
    [InlineData("Int", "1", 1)]
    [InlineData("Int", "-2147483648", int.MinValue)]
    [InlineData("Int", "1.0", 1)]
    [InlineData("Int", "1e2", 100)]
    [InlineData("Float", "1", 1.0)]
    [InlineData("Float", "1.5e3", 1500.0)]
    [InlineData("String", "\"a\"", "a")]
    [InlineData("Boolean", "true", true)]
    [InlineData("ID", "\"x1\"", "x1")]
    [InlineData("ID", "12345678901234567890", "12345678901234567890")]
    [InlineData("Long", "9007199254740991", 9007199254740991L)]
    [InlineData("Long", "\"-5\"", -5L)]
    [InlineData("Letter", "\"q\"", 'q')]
    public void A_variable_that_fits_is_read(string type, string json, object expected) => Assert.Equal(expected, ReadVariable(type, json));

    [Theory]
    [InlineData("Int", "1.5", "Int cannot represent non-integer value: 1.5")]
    [InlineData("Int", "\"1\"", "Int cannot represent non-integer value: \"1\"")]
    [InlineData("Int", "true", "Int cannot represent non-integer value: true")]
    [InlineData("Int", "2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Int", "1e40", "Int cannot represent non 32-bit signed integer value: 1e40")]
    [InlineData("Int", "[1]", "Int cannot represent non-integer value: [1]")]
    [InlineData("Float", "\"1\"", "Float cannot represent non numeric value: \"1\"")]
    [InlineData("Float", "1e999", "Float cannot represent non numeric value: 1e999")]
    [InlineData("String", "1", "String cannot represent a non string value: 1")]
    [InlineData("String", "{\"a\": {\"b\": {\"c\": 1}}}", "String cannot represent a non string value: { a: { b: [Object] } }")]
    [InlineData("Boolean", "1", "Boolean cannot represent a non boolean value: 1")]
    [InlineData("ID", "1.5", "ID cannot represent value: 1.5")]
    [InlineData("ID", "true", "ID cannot represent value: true")]
    [InlineData("Long", "9007199254740992", "Long must be a whole number within ±(2^53-1), not 9007199254740992")]
    [InlineData("Long", "\"1.0\"", "Long must be a whole number within ±(2^53-1), not \"1.0\"")]
    [InlineData("Decimal", "\"1e-13\"", "Decimal must be a number of at most 12 fraction digits, as a string or a literal, not \"1e-13\"")]
    [InlineData("Decimal", "\" 1\"", "Decimal must be a number of at most 12 fraction digits, as a string or a literal, not \" 1\"")]
    [InlineData("DateTime", "\"2026-11-21\"", "DateTime must be a date and time of RFC 3339 with an offset, not \"2026-11-21\"")]
    [InlineData("DateTime", "\"2026-11-21T10:00:00\"", "DateTime must be a date and time of RFC 3339 with an offset, not \"2026-11-21T10:00:00\"")]
    [InlineData("Date", "\"2026-02-30\"", "Date must be a date as 2026-11-21, not \"2026-02-30\"")]
    [InlineData("URL", "\"/path\"", "URL must be an absolute URL, not \"/path\"")]
    [InlineData("Duration", "\"P1M\"", "Duration must be a duration of ISO 8601 without years and months, as PT1M30S, not \"P1M\"")]
    [InlineData("Duration", "\"PT\"", "Duration must be a duration of ISO 8601 without years and months, as PT1M30S, not \"PT\"")]
    public void A_variable_that_does_not_fit_is_refused_with_a_reason(string type, string json, string message) =>
        Assert.Equal(message, Assert.Throws<CoercionException>(() => ReadVariable(type, json)).Message);

    [Theory]
    [InlineData("Int", "1", 1)]
    [InlineData("Float", "1", 1.0)]
    [InlineData("ID", "007x", null)]
    [InlineData("ID", "7", "7")]
    [InlineData("ID", "\"7\"", "7")]
    [InlineData("Int", "1.0", null)]
    [InlineData("Int", "2147483648", null)]
    [InlineData("String", "NAME", null)]
    [InlineData("Boolean", "\"true\"", null)]
    [InlineData("Long", "12", 12L)]
    [InlineData("Long", "\"12\"", 12L)]
    [InlineData("Long", "12.0", null)]
    public void A_literal_is_read_or_refused(string type, string literal, object? expected)
    {
        var parsed = GraphParser.ParseValue(literal);
        if (parsed.IsGood && expected is not null)
        {
            Assert.Equal(expected, ((ScalarType)Schema.Types[type]).Coercion.ReadLiteral(parsed.Value, null));
        }
        else if (parsed.IsGood)
        {
            Assert.Throws<CoercionException>(() => ((ScalarType)Schema.Types[type]).Coercion.ReadLiteral(parsed.Value, null));
        }
    }

    public static TheoryData<string, object, string> Written => new()
    {
        { "Int", 5L, "5" }, { "Int", 5.0, "5" }, { "Int", "5", "5" }, { "Int", true, "1" }, { "Float", 0.5m, "0.5" }, { "Float", 3, "3" }, { "String", 1.5, "\"1.5\"" }, { "String", true, "\"true\"" },
        { "Boolean", 0, "false" }, { "ID", 5, "\"5\"" }, { "ID", Guid.Empty, "\"00000000-0000-0000-0000-000000000000\"" },
        { "DateTime", new DateTimeOffset(2026, 11, 21, 12, 0, 0, 5, TimeSpan.FromHours(2)), "\"2026-11-21T10:00:00.005Z\"" }, { "Date", new DateOnly(2026, 1, 2), "\"2026-01-02\"" },
        { "Decimal", 1.500m, "\"1.5\"" }, { "Decimal", 0.0000000000001m, "\"0\"" }, { "Decimal", 79228162514264337593543950335m, "\"79228162514264337593543950335\"" },
        { "Long", 9007199254740991L, "9007199254740991" }, { "URL", new Uri("https://example.org/a b"), "\"https://example.org/a b\"" }, { "Duration", TimeSpan.FromSeconds(90.5), "\"PT1M30.5S\"" },
        { "JSON", JsonNode.Parse("""{"z":1.10,"a":[null]}""")!, """{"z":1.10,"a":[null]}""" },
        { "JSON", new Dictionary<string, object?>(StringComparer.Ordinal) { ["n"] = 1m, ["l"] = new object?[] { true, null } }, """{"n":1,"l":[true,null]}""" },
        { "JSON", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes("[1]"), "[1]" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_resolver_s_value_is_written(string type, object value, string json) => Assert.Equal(json, Write(type, value));

    [Theory]
    [InlineData("Int", 1.5, "Int cannot represent non-integer value: 1.5")]
    [InlineData("Int", "x", "Int cannot represent non-integer value: \"x\"")]
    [InlineData("Int", 2147483648L, "Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Float", double.NaN, "Float cannot represent non numeric value: NaN")]
    [InlineData("Boolean", "true", "Boolean cannot represent a non boolean value: \"true\"")]
    [InlineData("ID", true, "ID cannot represent value: true")]
    [InlineData("Long", 9007199254740992L, "Long must be a whole number within ±(2^53-1), not 9007199254740992")]
    [InlineData("Decimal", 0.5, "Decimal must be an exact number, not 0.5")]
    [InlineData("DateTime", "2026", "DateTime must be a date and time of RFC 3339 with an offset, not \"2026\"")]
    public void A_resolver_s_value_that_does_not_fit_writes_nothing(string type, object value, string message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        Assert.Equal(message, Assert.Throws<CoercionException>(() => ((ScalarType)Schema.Types[type]).Coercion.Write(writer, value)).Message);
        Assert.Equal(0, writer.BytesCommitted + writer.BytesPending);
    }

    [Fact]
    public void Times_are_read_with_any_offset_and_any_fraction()
    {
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero), ((DateTimeOffset)ReadVariable("DateTime", "\"2026-11-21T12:00:00+02:00\"")).ToUniversalTime());
        Assert.Equal(1234567, ((DateTimeOffset)ReadVariable("DateTime", "\"2026-11-21t12:00:00.123456789z\"")).Ticks % TimeSpan.TicksPerSecond);
        Assert.Equal(new TimeSpan(9, 2, 3, 4, 500), ReadVariable("Duration", "\"P9DT2H3M4.5S\""));
        Assert.Equal(TimeSpan.FromDays(-14), ReadVariable("Duration", "\"-P2W\""));
        Assert.Equal(1.25m, ReadVariable("Decimal", "1.25"));
        Assert.Equal(1.25m, ReadVariable("Decimal", "\"1.25\""));
    }

    [Fact]
    public void A_JSON_literal_keeps_order_digits_and_variables()
    {
        var literal = (ObjectValue)((FieldNode)((OperationDefinition)GraphParser.Parse("query ($v: Int) { f(a: {z: 1.10, a: [NAME, null, \"t\"], v: $v, m: $m}) }", ParserLimits.Default).Value!.Definitions[0]).Selections.Items[0]).Arguments[0].Value;
        var read = (JsonElement)((ScalarType)Schema.Types["JSON"]).Coercion.ReadLiteral(literal, name => name == "v" ? 7 : null);
        Assert.Equal("""{"z":1.10,"a":["NAME",null,"t"],"v":7,"m":null}""", read.GetRawText());
    }

    private static object ReadVariable(string type, string json)
    {
        using var document = JsonDocument.Parse(json);
        return ((ScalarType)Schema.Types[type]).Coercion.ReadVariable(document.RootElement);
    }

    private static string Write(string type, object value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            ((ScalarType)Schema.Types[type]).Coercion.Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
