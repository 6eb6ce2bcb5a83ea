using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Writes the events of a stream; whoever calls it keeps their order.</summary>
internal sealed class AnthropicStreamWriter
{
    private bool _started;
    private int _index;

    /// <summary>Opens the message, once.</summary>
    public void Start((string Id, string Model) opening, TokenUsage? usage, List<Frame> frames)
    {
        if (_started)
        {
            return;
        }

        _started = true;
        Emit("message_start", frames, json =>
        {
            json.WriteStartObject("message");
            AnthropicWholeAnswer.Opening(json, opening);
            json.WriteStartArray("content");
            json.WriteEndArray();
            json.WriteNull("stop_reason");
            json.WriteNull("stop_sequence");
            AnthropicWholeAnswer.Usage(json, (usage ?? TokenUsage.Zero) with { Output = 0, Reasoning = 0, AudioOut = 0 }, toldRead: false);
            json.WriteEndObject();
        });
    }

    /// <summary>Sends what the live block has, and every block after it whose turn has come.</summary>
    public void Blocks(AnthropicBlockQueue queue, MappingReport report, List<Frame> frames)
    {
        while (queue.Live is { } block)
        {
            if (block is { Kind: AnthropicBlockKind.Call, IsEnded: true, Index: < 0 } && block.Input() is null)
            {
                report.Drop($"/content/{_index}");
                queue.Next();
                continue;
            }

            Open(block, frames);
            Send(block, frames);
            if (!block.IsEnded)
            {
                return;
            }

            Close(block, frames);
            queue.Next();
        }
    }

    /// <summary>Tells reason and counts, then the end.</summary>
    public static void End(string reason, JsonText? sequence, (TokenUsage Tokens, ReportedUsage Told) usage, List<Frame> frames)
    {
        Emit("message_delta", frames, json =>
        {
            json.WriteStartObject("delta");
            AnthropicWholeAnswer.Reason(json, reason, sequence);
            json.WriteEndObject();
            AnthropicWholeAnswer.Usage(json, usage.Tokens, usage.Told.CacheRead is not null);
        });
        Emit("message_stop", frames, static _ => { });
    }

    private void Open(AnthropicBlock block, List<Frame> frames)
    {
        if (block.Index >= 0)
        {
            return;
        }

        block.Index = _index++;
        Emit("content_block_start", frames, json =>
        {
            json.WriteNumber("index", block.Index);
            json.WriteStartObject("content_block");
            AnthropicWholeAnswer.Opening(json, block);
            json.WriteEndObject();
        });
    }

    private static void Send(AnthropicBlock block, List<Frame> frames)
    {
        var (chunks, citations) = block.Sent;
        for (; chunks < block.Chunks.Count; chunks++)
        {
            frames.Add(Delta(block, block.Chunks[chunks]));
        }

        for (; citations < block.Citations.Count; citations++)
        {
            var citation = block.Citations[citations];
            Emit("content_block_delta", frames, json =>
            {
                json.WriteNumber("index", block.Index);
                json.WriteStartObject("delta");
                json.WriteString("type", "citations_delta");
                json.Member("citation"u8, citation);
                json.WriteEndObject();
            });
        }

        block.Sent = (chunks, citations);
        if (block.Kind != AnthropicBlockKind.Call)
        {
            block.Chunks.Clear();
            block.Sent = (0, citations);
        }
    }

    private static void Close(AnthropicBlock block, List<Frame> frames)
    {
        if (block.Kind == AnthropicBlockKind.Call && block.Chunks.Count == 0)
        {
            frames.Add(Delta(block, JsonText.From("{}")));
        }

        if (block.Kind == AnthropicBlockKind.Thought && block.Signature.Length > 0)
        {
            Emit("content_block_delta", frames, json =>
            {
                json.WriteNumber("index", block.Index);
                json.WriteStartObject("delta");
                json.WriteString("type", "signature_delta");
                json.WriteString("signature", block.Signature);
                json.WriteEndObject();
            });
        }

        Emit("content_block_stop", frames, json => json.WriteNumber("index", block.Index));
    }

    // The bulk of every stream: put together without a writer, the text as it was escaped.
    private static Frame Delta(AnthropicBlock block, JsonText chunk)
    {
        var (type, member) = block.Kind switch
        {
            AnthropicBlockKind.Call => ("input_json_delta", "partial_json"),
            AnthropicBlockKind.Thought => ("thinking_delta", "thinking"),
            _ => ("text_delta", "text"),
        };
        var index = block.Index.ToString(CultureInfo.InvariantCulture);
        var head = $$"""{"type":"content_block_delta","index":{{index}},"delta":{"type":"{{type}}","{{member}}":" """.TrimEnd();
        return SseWriter.Frame("content_block_delta"u8, [.. Encoding.UTF8.GetBytes(head), .. chunk.Escaped.Span, .. "\"}}"u8]);
    }

    private static void Emit(string type, List<Frame> frames, Action<Utf8JsonWriter> members)
    {
        var data = JsonWriting.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            members(json);
            json.WriteEndObject();
        });
        frames.Add(SseWriter.Frame(Encoding.UTF8.GetBytes(type), data));
    }
}
