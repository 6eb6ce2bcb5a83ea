using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Writes parts as content blocks.</summary>
internal sealed class AnthropicPartWriter(Utf8JsonWriter json, TargetFacts target, MappingReport report, AnthropicCacheMarkers markers)
{
    public void Blocks(IReadOnlyList<HubPart> parts)
    {
        json.WriteStartArray();
        foreach (var part in parts)
        {
            Block(part);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the marker of a block or tool, if it is one of those kept.</summary>
    public void Cache(HubCacheMarker? marker)
    {
        if (!markers.Keeps(marker))
        {
            return;
        }

        json.WriteStartObject("cache_control");
        json.WriteString("type", "ephemeral");
        if (marker!.Ttl is "5m" or "1h")
        {
            json.WriteString("ttl", marker.Ttl);
        }
        else if (marker.Ttl is not null)
        {
            report.Clamp($"{marker.At}/ttl", "5m");
        }

        json.WriteEndObject();
    }

    private void Block(HubPart part)
    {
        switch (part)
        {
            case HubText text:
                Text(text.Text, text.Cache);
                break;
            case HubRefusal refusal:
                Text(refusal.Text, refusal.Cache);
                break;
            case HubThought thought:
                Thought(thought);
                break;
            case HubImage image:
                AnthropicSourceWriter.Image(json, image, report, () => Cache(image.Cache));
                break;
            case HubFile file:
                AnthropicSourceWriter.Document(json, file, report, () => Cache(file.Cache));
                break;
            case HubAudio:
                report.Refuse(part.At, "This model takes no sound.");
                break;
            case HubCall call:
                Call(call);
                break;
            case HubResult result:
                Result(result);
                break;
        }
    }

    private void Text(JsonText text, HubCacheMarker? marker)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.Member("text"u8, text);
        Cache(marker);
        json.WriteEndObject();
    }

    private void Thought(HubThought thought)
    {
        var signature = AnthropicToolLoop.OwnSignature(thought.Signature, target)!;
        json.WriteStartObject();
        json.WriteString("type", thought.IsRedacted ? "redacted_thinking" : "thinking");
        if (!thought.IsRedacted)
        {
            json.Member("thinking"u8, thought.Text);
        }

        json.WriteString(thought.IsRedacted ? "data" : "signature", signature);
        json.WriteEndObject();
    }

    private void Call(HubCall call)
    {
        json.WriteStartObject();
        json.WriteString("type", "tool_use");
        json.WriteString("id", AnthropicCallIds.Sanitise(call.Id));
        json.Member("name"u8, call.Name);
        json.Member("input"u8, call.Arguments);
        Cache(call.Cache);
        json.WriteEndObject();
    }

    private void Result(HubResult result)
    {
        json.WriteStartObject();
        json.WriteString("type", "tool_result");
        json.WriteString("tool_use_id", AnthropicCallIds.Sanitise(result.CallId));
        var parts = result.Parts.Where(part => part is not HubText { Text.IsEmpty: true }).ToList();
        if (result.Structured is { } structured)
        {
            json.Member("content"u8, JsonArguments.ToText(structured));
        }
        else if (parts is [HubText { Cache: null } only])
        {
            json.Member("content"u8, only.Text);
        }
        else if (parts.Count > 0)
        {
            json.WritePropertyName("content");
            Blocks(parts);
        }

        if (result.IsError)
        {
            json.WriteBoolean("is_error", value: true);
        }

        Cache(result.Cache);
        json.WriteEndObject();
    }
}
