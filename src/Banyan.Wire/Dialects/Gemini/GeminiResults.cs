using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>The object inside <c>functionResponse</c>: text is wrapped as <c>content</c>, a failure as <c>error</c>, and unwrapped again.</summary>
internal static class GeminiResults
{
    public static HubResult Read(HubResult result, GeminiMember response)
    {
        var members = response.Value.Members().Take(2).ToList();
        if (members is [{ Name: "content", Value.ValueKind: JsonValueKind.String }])
        {
            return WithText(result, members[0].Value);
        }

        if (members is [{ Name: "error" }])
        {
            var failed = result with { IsError = true };
            return members[0].Value.ValueKind == JsonValueKind.String
                ? WithText(failed, members[0].Value)
                : failed with { Structured = JsonRaw.From(members[0].Value) };
        }

        return result with { Structured = JsonRaw.From(response.Value) };
    }

    public static void Write(Utf8JsonWriter writer, HubResult result)
    {
        if (result.Structured is { } structured && !result.IsError && IsSafeObject(structured))
        {
            structured.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        if (result.Structured is { } value)
        {
            writer.Member(result.IsError ? "error"u8 : "content"u8, JsonArguments.ToText(value));
        }
        else
        {
            writer.Member(result.IsError ? "error"u8 : "content"u8, JoinTexts(result));
        }

        writer.WriteEndObject();
    }

    // A `$ref` in a response means a multimodal part to the provider; inside a string it is only text.
    private static bool IsSafeObject(JsonRaw value) =>
        value.Utf8.Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] && !JsonArguments.HasMember(value, "$ref");

    private static JsonText JoinTexts(HubResult result)
    {
        var texts = result.Parts.OfType<HubText>().Where(part => !part.Text.IsEmpty).Select(part => part.Text).ToList();
        if (texts.Count < 2)
        {
            return texts.Count == 0 ? JsonText.Empty : texts[0];
        }

        var newline = new JsonText("\\n"u8.ToArray());
        return JsonText.Join([.. texts.SelectMany((text, index) => index == 0 ? new[] { text } : [newline, text])]);
    }

    private static HubResult WithText(HubResult result, JsonElement text) =>
        result with { Parts = [new HubText(result.At, JsonText.From(text))] };
}
