using System.Text.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>The lens over <c>tools</c>.</summary>
internal static class AnthropicLensTools
{
    /// <summary>Deepest schema accepted.</summary>
    public const int MaxSchemaDepth = 64;

    public static void Read(ref Utf8JsonReader reader, AnthropicFound found)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                found.WrongType("tools", "a list of tools");
            }

            reader.Skip();
            return;
        }

        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                found.WrongType($"tools.{count}", "an object");
            }

            AnthropicLensMessages.Members(ref reader, found, $"tools.{count++}", Member);
        }

        found.Needs |= count > 0 ? AskNeeds.Tools : AskNeeds.None;
        if (count > AnthropicFound.MaxTools)
        {
            found.Refuse("tools", $"`tools` has {count} entries; at most {AnthropicFound.MaxTools} are taken.");
        }
    }

    private static void Member(ref Utf8JsonReader reader, AnthropicFound found, string name)
    {
        switch (name)
        {
            case "name" when reader.TokenType == JsonTokenType.String:
                found.ToolNames.Add(AnthropicLensText.Decoded(ref reader));
                found.TextBytes += reader.ValueSpan.Length;
                break;
            case "name":
                found.WrongType("tools.name", "a string");
                reader.Skip();
                break;
            case "description":
                found.TextBytes += AnthropicLensText.Pass(ref reader);
                break;
            case "input_schema":
                var (bytes, depth) = AnthropicLensText.PassSchema(ref reader);
                found.TextBytes += bytes;
                if (depth > MaxSchemaDepth)
                {
                    found.Refuse("tools.input_schema", $"A tool's schema is deeper than {MaxSchemaDepth} levels.");
                }

                break;
            case "cache_control":
                found.Needs |= reader.TokenType == JsonTokenType.StartObject ? AskNeeds.PromptCache : AskNeeds.None;
                reader.Skip();
                break;
            default:
                reader.Skip();
                break;
        }
    }
}
