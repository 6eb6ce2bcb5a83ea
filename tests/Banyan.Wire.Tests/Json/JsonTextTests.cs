using System.Text;
using System.Text.Json;
using Banyan.Wire.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Banyan.Wire.Tests.Json;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(@"a\u00e9\n\t\""\\\/", "aé\n\t\"\\/")]
    [InlineData(@"\ud83c\udf33", "🌳")]
    [InlineData(@"x\ud83cy", "x\ufffdy")]
    [InlineData(@"\udf33", "\ufffd")]
    [InlineData(@"\b\f\r", "\b\f\r")]
    public void Escapes_are_decoded_and_lone_surrogates_become_replacement_characters(string escaped, string expected)
    {
        var text = new JsonText(Encoding.UTF8.GetBytes(escaped));

        text.ToString().ShouldBe(expected);
        Encoding.UTF8.GetString(text.ToUtf8()).ShouldBe(expected);
    }

    [Fact]
    public void Escaping_and_decoding_any_text_gives_it_back() =>
        Prop.ForAll<string?>(text =>
        {
            var plain = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
            return JsonText.From(plain).ToString() == plain && JsonSerializer.Deserialize<string>(Written(JsonText.From(plain))) == plain;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Text_crosses_as_it_was_escaped()
    {
        using var document = JsonDocument.Parse("""{"a":"\u00e9\/x","b":1.0}""");

        Written(JsonText.From(document.RootElement.GetProperty("a"))).ShouldBe(@"""\u00e9\/x""");
        JsonRaw.From(document.RootElement.GetProperty("b")).ToString().ShouldBe("1.0");
        JsonText.Join(JsonText.From("a"), JsonText.Empty, JsonText.From("b")).ToString().ShouldBe("ab");
    }

    private static string Written(JsonText text)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            text.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
