using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Writes an ask, members in this wire's order. The same ask gives the same bytes on every node.</summary>
internal sealed class AnthropicAskWriter
{
    private readonly HubAsk _ask;
    private readonly TargetFacts _target;
    private readonly MappingReport _report;
    private readonly AnthropicThinkingPlan _thinking;

    private AnthropicAskWriter(HubAsk ask, TargetFacts target, MappingReport report)
    {
        (_ask, _target, _report) = (ask, target, report);
        _thinking = AnthropicThinkingPlan.Make(ask, target, report);
    }

    public static byte[] Write(HubAsk ask, TargetFacts target, MappingReport report) =>
        JsonWriting.Write(new AnthropicAskWriter(ask, target, report).Write);

    private void Write(Utf8JsonWriter json)
    {
        HubCallIds.Complete(_ask.Turns);
        var turns = AnthropicTurns.Of(_ask, _target, _report);
        var parts = new AnthropicPartWriter(json, _target, _report, new AnthropicCacheMarkers(_ask, _report));
        json.WriteStartObject();
        json.WriteString("model", _target.Model);
        MaxTokens(json);
        System(json, turns.System, parts);
        json.WriteStartArray("messages");
        foreach (var (role, said) in turns.Messages)
        {
            json.WriteStartObject();
            json.WriteString("role", role);
            json.WritePropertyName("content");
            parts.Blocks(said);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        new AnthropicToolWriter(json, _ask, _target, _report).Write(parts);
        Sampling(json);
        Stop(json);
        if (_ask.Streams)
        {
            json.WriteBoolean("stream", value: true);
        }

        Thinking(json);
        OutputConfig(json);
        Identity(json);
        json.WriteEndObject();
        AnthropicLosses.Name(_ask, _report);
    }

    private void MaxTokens(Utf8JsonWriter json)
    {
        if (_ask.MaxOutput is { } limit)
        {
            json.Member("max_tokens"u8, limit.Value);
        }
        else if (_target.DefaultMaxOutput is { } standard)
        {
            json.WriteNumber("max_tokens", standard);
        }
        else
        {
            _report.Refuse("/max_tokens", "This model needs an output limit and the catalogue has none for it: send one.");
        }
    }

    private static void System(Utf8JsonWriter json, List<HubPart> system, AnthropicPartWriter parts)
    {
        if (system is [HubText { Cache: null } only])
        {
            json.Member("system"u8, only.Text);
        }
        else if (system.Count > 0)
        {
            json.WritePropertyName("system");
            parts.Blocks(system);
        }
    }

    private void Sampling(Utf8JsonWriter json)
    {
        if (_ask.Temperature is { } temperature)
        {
            var value = AnthropicNumbers.Value(temperature.Value);
            if (_thinking.IsOn && value != 1)
            {
                _report.Drop(temperature.At);
            }
            else if (value > 1)
            {
                _report.Clamp(temperature.At, "1");
                json.WriteNumber("temperature", 1);
            }
            else
            {
                json.Member("temperature"u8, temperature.Value);
            }
        }

        // While it thinks, the model takes top_p from 0.95 to 1 and no top_k.
        Unless(json, "top_p", _ask.TopP, _thinking.IsOn && AnthropicNumbers.Value(_ask.TopP?.Value) < 0.95m);
        Unless(json, "top_k", _ask.TopK, _thinking.IsOn);
    }

    private void Unless(Utf8JsonWriter json, string name, Sourced<JsonRaw>? value, bool isForbidden)
    {
        if (value is not null && isForbidden)
        {
            _report.Drop(value.At);
        }
        else if (value is not null)
        {
            json.WritePropertyName(name);
            value.Value.WriteTo(json);
        }
    }

    // Sequences of white space alone are refused upstream.
    private void Stop(Utf8JsonWriter json)
    {
        if (_ask.Stop is not { } stop)
        {
            return;
        }

        var kept = stop.Value.Where(text => !string.IsNullOrWhiteSpace(text.ToString())).ToList();
        if (kept.Count < stop.Value.Count)
        {
            _report.Drop(stop.At);
        }

        if (kept.Count > 0)
        {
            json.WriteStartArray("stop_sequences");
            foreach (var text in kept)
            {
                text.WriteTo(json);
            }

            json.WriteEndArray();
        }
    }

    private void Thinking(Utf8JsonWriter json)
    {
        if (_thinking.Type is null)
        {
            return;
        }

        json.WriteStartObject("thinking");
        json.WriteString("type", _thinking.Type);
        if (_thinking.Budget > 0)
        {
            json.WriteNumber("budget_tokens", _thinking.Budget);
        }

        json.WriteEndObject();
    }

    private void OutputConfig(Utf8JsonWriter json)
    {
        var format = _ask.Format is { Value.Kind: not HubFormatKind.Text } wanted && _target.NativeOutputFormat ? wanted.Value : null;
        if (_thinking.Effort is null && format is null)
        {
            return;
        }

        json.WriteStartObject("output_config");
        if (_thinking.Effort is { } effort)
        {
            json.WriteString("effort", effort);
        }

        if (format is not null)
        {
            json.WriteStartObject("format");
            json.WriteString("type", "json_schema");
            json.Member("schema"u8, AnthropicFormatTool.Schema(format));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void Identity(Utf8JsonWriter json)
    {
        if ((_ask.User ?? _ask.SafetyIdentifier) is { } user)
        {
            json.WriteStartObject("metadata");
            json.Member("user_id"u8, user.Value);
            json.WriteEndObject();
        }

        switch (_ask.ServiceTier?.Value.ToString())
        {
            case null:
                break;
            case "auto":
                json.WriteString("service_tier", "auto");
                break;
            case "default":
                json.WriteString("service_tier", "standard_only");
                break;
            default:
                _report.Drop(_ask.ServiceTier!.At);
                break;
        }
    }
}
