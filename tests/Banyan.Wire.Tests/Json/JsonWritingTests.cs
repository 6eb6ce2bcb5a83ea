using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Json;

public sealed class JsonWritingTests
{
    [Fact]
    public void One_value_is_written_as_bytes_as_text_and_as_an_element_alike()
    {
        const string expected = """{"text":"é <b> ‘x’","deep":[1,null]}""";

        JsonWriting.Text(Write).ShouldBe(expected);
        JsonWriting.Element(Write).GetRawText().ShouldBe(expected);
        JsonWriting.Write(Write).ShouldBe(System.Text.Encoding.UTF8.GetBytes(expected));
    }

    private static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("text", "é <b> ‘x’");
        writer.WriteStartArray("deep");
        writer.WriteNumberValue(1);
        writer.WriteNullValue();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
