using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Measures the text of a <c>content_block_delta</c>.</summary>
/// <remarks>The usual layout is walked token by token; any other goes to the framework's reader, which allocates nothing either.</remarks>
internal static class AnthropicDeltas
{
    /// <summary>What a delta carries: text bytes, or something without text (a signature, a citation), or nothing.</summary>
    public static FrameMeaning Read(ReadOnlySpan<byte> data)
    {
        if (!TryUsual(data, out var textBytes) && !TryAny(data, out textBytes))
        {
            return AnthropicFrames.Garbled("An event of the provider's stream is not JSON.");
        }

        return textBytes == 0 ? default : new FrameMeaning(FrameTraits.Content, TextBytes: Math.Max(0, textBytes));
    }

    // {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}
    private static bool TryUsual(ReadOnlySpan<byte> data, out int textBytes)
    {
        textBytes = 0;
        var at = data.IndexOf("\"delta\""u8);
        if (at < 0)
        {
            return false;
        }

        var rest = data[(at + 7)..];
        if (!Bytes.Take(ref rest, (byte)':') || !Bytes.Take(ref rest, (byte)'{')
            || !Bytes.TakeString(ref rest, out var type) || !type.SequenceEqual("type"u8)
            || !Bytes.Take(ref rest, (byte)':') || !Bytes.TakeString(ref rest, out _)
            || !Bytes.Take(ref rest, (byte)',') || !Bytes.TakeString(ref rest, out var name)
            || !Bytes.Take(ref rest, (byte)':') || !Bytes.TakeString(ref rest, out var value)
            || !Bytes.Take(ref rest, (byte)'}') || !Bytes.Take(ref rest, (byte)'}') || !rest.Trim(" \t\r\n"u8).IsEmpty)
        {
            return false;
        }

        textBytes = Weigh(name, value.Length);
        return true;
    }

    private static bool TryAny(ReadOnlySpan<byte> data, out int textBytes)
    {
        textBytes = 0;
        try
        {
            var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2)
                {
                    var name = reader.ValueSpan;
                    reader.Read();
                    var length = reader.TokenType == JsonTokenType.String ? reader.ValueSpan.Length : -1;
                    var weight = Weigh(name, length);
                    textBytes = textBytes > 0 || weight == 0 ? textBytes : weight;
                    reader.Skip();
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // -1 stands for content without text.
    private static int Weigh(ReadOnlySpan<byte> member, int length) =>
        member.SequenceEqual("text"u8) || member.SequenceEqual("thinking"u8) || member.SequenceEqual("partial_json"u8) ? Math.Max(0, length)
        : member.SequenceEqual("signature"u8) || member.SequenceEqual("citation"u8) ? -1
        : 0;
}
