using System.Text.Json;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>What the framing members of a message, its start or its delta say.</summary>
/// <param name="Usage">Token counts; null when none were told.</param>
/// <param name="HasStopReason">Whether a stop reason is there.</param>
/// <param name="HasInputTokens">Whether there are bare input tokens on the top level: the answer to a count.</param>
internal readonly record struct AnthropicHead(ReportedUsage? Usage, bool HasStopReason, bool HasInputTokens)
{
    /// <summary>Scans the top two levels.</summary>
    /// <exception cref="JsonException">The data is not one JSON value.</exception>
    public static AnthropicHead Scan(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
        ReportedUsage? usage = null;
        bool stops = false, counts = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 2)
            {
                continue;
            }

            var name = reader.ValueSpan;
            var depth = reader.CurrentDepth;
            reader.Read();
            if (name.SequenceEqual("usage"u8) && reader.TokenType == JsonTokenType.StartObject)
            {
                usage = AnthropicUsage.Read(ref reader);
            }
            else if (name.SequenceEqual("stop_reason"u8))
            {
                stops = reader.TokenType == JsonTokenType.String;
            }
            else if (depth == 1 && name.SequenceEqual("input_tokens"u8))
            {
                counts = reader.TokenType == JsonTokenType.Number;
            }
            else if (!name.SequenceEqual("message"u8) && !name.SequenceEqual("delta"u8))
            {
                reader.Skip();
            }
        }

        return new AnthropicHead(usage, stops, counts);
    }
}
