using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Walks a chunk or a whole body once and marks what it carries. Allocates nothing but reported usage.</summary>
internal static class FrameScan
{
    public static void Top(ref Utf8JsonReader reader, ref FrameFindings found)
    {
        var isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ChatToken.Is(reader, "choices"u8))
            {
                isEmpty &= !Choices(ref reader, ref found);
            }
            else if (ChatToken.Is(reader, "usage"u8))
            {
                Usage(ref reader, ref found);
            }
            else if (ChatToken.Is(reader, "x_groq"u8))
            {
                VendorUsage(ref reader, ref found);
            }
            else if (ChatToken.Is(reader, "data"u8))
            {
                Vectors(ref reader, ref found);
            }
            else if (ChatToken.Is(reader, "error"u8))
            {
                reader.Read();
                found.HasError |= reader.TokenType is JsonTokenType.StartObject or JsonTokenType.String;
                reader.Skip();
            }
            else if (ChatToken.Is(reader, "service_tier"u8))
            {
                reader.Read();
                // Nearly every chunk says default: no text is made of it each time.
                found.ServiceTier = reader.TokenType != JsonTokenType.String ? found.ServiceTier : ChatToken.Is(reader, "default"u8) ? "default" : reader.GetString();
                reader.Skip();
            }
            else if (ChatToken.Is(reader, "object"u8))
            {
                // vLLM tells errors as {"object":"error","message":...}.
                reader.Read();
                found.HasError |= reader.TokenType == JsonTokenType.String && ChatToken.Is(reader, "error"u8);
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (isEmpty && found.Traits == FrameTraits.Usage)
        {
            found.Traits |= FrameTraits.UsageOnly;
        }

        if (isEmpty && found.Traits == FrameTraits.Other && !found.HasError)
        {
            // Azure opens a stream with a chunk of prompt filter results and no choices.
            found.Traits = FrameTraits.Preamble;
        }
    }

    private static bool Choices(ref Utf8JsonReader reader, ref FrameFindings found)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return false;
        }

        var any = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            any = true;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                Choice(ref reader, ref found);
            }
            else
            {
                reader.Skip();
            }
        }

        return any;
    }

    private static void Choice(ref Utf8JsonReader reader, ref FrameFindings found)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMessage = ChatToken.Is(reader, "delta"u8) || ChatToken.Is(reader, "message"u8);
            var isFinish = !isMessage && ChatToken.Is(reader, "finish_reason"u8);
            var isUsage = !isMessage && !isFinish && ChatToken.Is(reader, "usage"u8);
            if (isUsage)
            {
                Usage(ref reader, ref found);
                continue;
            }

            reader.Read();
            if (isMessage && reader.TokenType == JsonTokenType.StartObject)
            {
                MessageScan.Take(ref reader, ref found);
                continue;
            }

            found.Traits |= isFinish && reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty ? FrameTraits.Finish : FrameTraits.Other;
            reader.Skip();
        }
    }

    private static void Usage(ref Utf8JsonReader reader, ref FrameFindings found)
    {
        reader.Read();
        if (ChatUsage.Read(ref reader) is { } usage)
        {
            found.Usage = found.Usage?.Then(usage) ?? usage;
            found.Traits |= FrameTraits.Usage;
        }
    }

    /// <summary>Groq tells usage of a stream in a member of its own.</summary>
    private static void VendorUsage(ref Utf8JsonReader reader, ref FrameFindings found)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ChatToken.Is(reader, "usage"u8))
            {
                Usage(ref reader, ref found);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static void Vectors(ref Utf8JsonReader reader, ref FrameFindings found)
    {
        reader.Read();
        var start = reader.TokenType == JsonTokenType.StartArray ? ChatToken.Skip(ref reader) : default;
        reader.Skip();
        found.Traits |= start.Length > 2 ? FrameTraits.Content | FrameTraits.Finish : FrameTraits.Other;
    }
}
