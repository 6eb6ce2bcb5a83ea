using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Wire.Tests.Schemas;

public sealed class SchemaReaderTests
{
    private const string Order =
        """{"type":"object","required":["id"],"additionalProperties":false,"properties":{"id":{"type":"string","pattern":"^\\d{4}$","x-banyan-bind":"caller.id"},"items":{"type":"array","items":{"type":"object","properties":{"name":{"type":["string","null"]}}}},"state":{"enum":["a","b"],"default":"a"}}}""";

    [Fact]
    public void What_stands_in_a_schema_is_read()
    {
        var schema = SchemaReader.Read(JsonDocument.Parse(Order).RootElement);

        schema.Type.ShouldBe("object");
        schema.Required.ShouldBe(["id"]);
        schema.AllowsMore.ShouldBeFalse();
        schema.Properties["id"].Word("x-banyan-bind").ShouldBe("caller.id");
        schema.Properties["state"].Enum.Count.ShouldBe(2);
        schema.Properties["state"].Default!.Value.GetString().ShouldBe("a");
    }

    [Theory]
    [InlineData("items[0].name", true)]
    [InlineData("id", true)]
    [InlineData("items[0].price", false)]
    [InlineData("id[0]", false)]
    public void A_path_is_found_where_the_schema_declares_it(string path, bool isThere)
    {
        var schema = SchemaReader.Read(JsonDocument.Parse(Order).RootElement);

        (schema.Find(path) is not null).ShouldBe(isThere);
    }

    [Theory]
    [InlineData("[]", "$:")]
    [InlineData("""{"properties":{"a":{"type":"text"}}}""", "$.a.type")]
    [InlineData("""{"required":"a"}""", "$.required")]
    public void A_schema_that_is_none_is_refused_with_its_place(string source, string place)
    {
        var refused = Should.Throw<FormatException>(() => SchemaReader.Read(JsonDocument.Parse(source).RootElement));

        refused.Message.ShouldContain(place);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"items":""", 40)) + "{}" + new string('}', 40);

        Should.Throw<FormatException>(() => SchemaReader.Read(JsonDocument.Parse(deep).RootElement)).Message.ShouldContain("deeper");
    }
}
