using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads the values of the outermost members; each value is taken whole.</summary>
internal static class LensTop
{
    private const int MostChoices = 128;

    public static void Take(ref Utf8JsonReader reader, LensMember member, LensFindings found)
    {
        switch (member)
        {
            case LensMember.Model: Model(ref reader, found); break;
            case LensMember.Stream: found.Streams = Bool(ref reader, found, "stream"); break;
            case LensMember.StreamOptions: StreamOptions(ref reader, found); break;
            case LensMember.Messages: LensMessages.Take(ref reader, found); break;
            case LensMember.Input: LensInput.Take(ref reader, found); break;
            case LensMember.Tools: LensTools.Take(ref reader, found, "tools"); break;
            case LensMember.Functions: LensTools.Take(ref reader, found, "functions"); break;
            case LensMember.MaxTokens: found.MaxTokens = Count(ref reader, found, "max_tokens"); break;
            case LensMember.MaxCompletionTokens: found.MaxCompletionTokens = Count(ref reader, found, "max_completion_tokens"); break;
            case LensMember.Choices: Choices(ref reader, found); break;
            case LensMember.ResponseFormat: LensFormat.Take(ref reader, found); break;
            case LensMember.ReasoningEffort: Effort(ref reader, found); break;
            case LensMember.ParallelToolCalls: found.Needs |= Bool(ref reader, found, "parallel_tool_calls") == true ? AskNeeds.ParallelTools : 0; break;
            case LensMember.Modalities: Modalities(ref reader, found); break;
            case LensMember.Prediction: LensMessages.Prediction(ref reader, found); break;
            case LensMember.Banyan or LensMember.None: reader.Skip(); break;
            default: throw new ArgumentOutOfRangeException(nameof(member));
        }
    }

    private static void Model(ref Utf8JsonReader reader, LensFindings found)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            found.Model = ChatToken.Text(reader);
        }
        else
        {
            found.WrongType("model", "a string");
        }

        found.ModelSpan = ChatToken.Skip(ref reader);
    }

    private static bool? Bool(ref Utf8JsonReader reader, LensFindings found, string name)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null))
        {
            found.WrongType(name, "true or false");
        }

        reader.Skip();
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.TokenType == JsonTokenType.True : null;
    }

    private static long? Count(ref Utf8JsonReader reader, LensFindings found, string name)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var count = ChatToken.Whole(reader);
        if (count is null or < 0)
        {
            found.WrongType(name, "a whole number of tokens, not negative");
        }

        reader.Skip();
        return count is < 0 ? null : count;
    }

    private static void Choices(ref Utf8JsonReader reader, LensFindings found)
    {
        var count = reader.TokenType == JsonTokenType.Null ? 1 : ChatToken.Whole(reader);
        if (count is >= 1 and <= MostChoices)
        {
            found.Choices = (int)count;
        }
        else
        {
            found.WrongType("n", $"a whole number from 1 to {MostChoices}");
        }

        reader.Skip();
    }

    private static void Effort(ref Utf8JsonReader reader, LensFindings found)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            found.Needs |= ChatToken.Is(reader, "none"u8) ? AskNeeds.None : AskNeeds.Reasoning;
        }
        else if (reader.TokenType != JsonTokenType.Null)
        {
            found.WrongType("reasoning_effort", "a string");
        }

        reader.Skip();
    }

    private static void Modalities(ref Utf8JsonReader reader, LensFindings found)
    {
        var depth = reader.CurrentDepth;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            found.Needs |= reader.TokenType == JsonTokenType.String && ChatToken.Is(reader, "audio"u8) ? AskNeeds.Audio : AskNeeds.None;
        }
    }

    private static void StreamOptions(ref Utf8JsonReader reader, LensFindings found)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                found.WrongType("stream_options", "an object");
            }

            found.StreamOptionsSpan = ChatToken.Skip(ref reader);
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUsage = ChatToken.Is(reader, "include_usage"u8);
            reader.Read();
            if (isUsage && found.IncludeUsageSpan is not null)
            {
                found.Twice("stream_options.include_usage");
            }

            var value = (int)reader.TokenStartIndex;
            if (isUsage)
            {
                found.WantsUsageChunk = Bool(ref reader, found, "stream_options.include_usage") == true;
                found.IncludeUsageSpan = new(value, (int)reader.BytesConsumed - value);
            }
            else
            {
                reader.Skip();
            }
        }

        found.StreamOptionsSpan = new(start, (int)reader.BytesConsumed - start);
    }
}
