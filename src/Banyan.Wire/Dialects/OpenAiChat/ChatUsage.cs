using System.Text.Json;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads a <c>usage</c> object; docs/wire/openai-chat.md says what is counted inside what.</summary>
internal static class ChatUsage
{
    /// <summary>Reads the object by itself; null when it tells no count.</summary>
    public static ReportedUsage? Read(JsonElement usage)
    {
        var reader = new Utf8JsonReader(JsonRaw.From(usage).Utf8.Span, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
        reader.Read();
        return Read(ref reader);
    }

    /// <summary>Takes the value whole; null when it is null, no object, or tells no count.</summary>
    public static ReportedUsage? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var told = new UsageCounts();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var inInput = ChatToken.Is(reader, "prompt_tokens_details"u8) || ChatToken.Is(reader, "input_tokens_details"u8);
            var inOutput = ChatToken.Is(reader, "completion_tokens_details"u8) || ChatToken.Is(reader, "output_tokens_details"u8);
            if (inInput || inOutput)
            {
                reader.Read();
                Details(ref reader, ref told, inInput);
                continue;
            }

            ref var target = ref told.Of(reader);
            reader.Read();
            target = ChatToken.Whole(reader) ?? target;
            reader.Skip();
        }

        return told.ToReport();
    }

    private static void Details(ref Utf8JsonReader reader, ref UsageCounts told, bool isInput)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ref var target = ref told.OfDetail(reader, isInput);
            reader.Read();
            target = ChatToken.Whole(reader) ?? target;
            reader.Skip();
        }
    }
}
