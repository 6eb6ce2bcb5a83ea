using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>The response object around the items, with the members of the ask it repeats.</summary>
internal sealed class ResponseEnvelope
{
    private static readonly string[] Echoed =
    [
        "instructions", "max_output_tokens", "max_tool_calls", "tools", "tool_choice", "parallel_tool_calls", "reasoning", "text", "temperature", "top_p",
        "top_logprobs", "previous_response_id", "store", "truncation", "metadata", "service_tier", "user", "safety_identifier", "prompt_cache_key",
        "prompt_cache_retention",
    ];

    // The reference types these as always present; so their defaults are written where the ask gave none.
    private static readonly Dictionary<string, JsonRaw> Defaults = new(StringComparer.Ordinal)
    {
        ["tools"] = JsonRaw.From("[]"),
        ["tool_choice"] = JsonRaw.From("\"auto\""),
        ["parallel_tool_calls"] = JsonRaw.From("true"),
    };

    private readonly List<(string Name, JsonRaw Value)> _echo = [];
    private readonly string _id;
    private readonly long _startedUnixSeconds;
    private string _model = "";
    private long _createdAt;

    public ResponseEnvelope(AnswerFacts facts)
    {
        _id = DerivedId.Make("resp_", facts.ExchangeId);
        _startedUnixSeconds = facts.StartedUnixSeconds;
        ReadEcho(facts.Ask);
    }

    public void Start(HubStart start)
    {
        _model = start.Model.Length > 0 ? start.Model : _model;
        _createdAt = start.CreatedUnixSeconds;
    }

    /// <summary>Writes the response object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="status">Its status.</param>
    /// <param name="reason">Why it is incomplete; null when it is not.</param>
    /// <param name="items">Its items so far.</param>
    /// <param name="usage">Its counts; null when not known (yet).</param>
    public void Write(Utf8JsonWriter writer, string status, string? reason, IReadOnlyList<byte[]> items, TokenUsage? usage)
    {
        writer.WriteStartObject();
        writer.WriteString("id", _id);
        writer.WriteString("object", "response");
        writer.WriteNumber("created_at", _createdAt > 0 ? _createdAt : _startedUnixSeconds);
        writer.WriteString("status", status);
        writer.WriteNull("error");
        WriteReason(writer, reason);
        ResponseWriting.Text(writer, "model", _model);
        writer.WriteStartArray("output");
        foreach (var item in items)
        {
            writer.WriteRawValue(item, skipInputValidation: true);
        }

        writer.WriteEndArray();
        if (usage is not null)
        {
            ResponseUsage.Write(writer, usage);
        }

        foreach (var (name, value) in _echo)
        {
            ResponseWriting.Raw(writer, name, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter writer, string? reason)
    {
        if (reason is null)
        {
            writer.WriteNull("incomplete_details");
            return;
        }

        writer.WriteStartObject("incomplete_details");
        writer.WriteString("reason", reason);
        writer.WriteEndObject();
    }

    private void ReadEcho(ReadOnlyMemory<byte> ask)
    {
        using var parsed = JsonDocument.Parse(ask.IsEmpty ? "{}"u8.ToArray() : ask, ResponseJson.Reading);
        _model = parsed.RootElement.Word("model") ?? "";
        foreach (var name in Echoed)
        {
            if ((parsed.RootElement.Raw(name) ?? (Defaults.TryGetValue(name, out var value) ? value : null)) is { } told)
            {
                _echo.Add((name, told));
            }
        }
    }
}
