using System.Text;
using System.Text.Json.Nodes;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Tests.GoldenData;

/// <summary>What the events of a stream add up to, as the whole answer of their own wire. It knows nothing of the readers under test.</summary>
internal static class StreamSum
{
    public static JsonObject Of(Dialect dialect, byte[] stream)
    {
        var events = Streams.Cut(dialect, stream).Where(frame => frame.Kind == FrameKind.Event)
            .Select(frame => Encoding.UTF8.GetString(frame.Data.Span)).Where(data => data.StartsWith('{')).Select(data => (JsonObject)JsonNode.Parse(data)!);
        return dialect.Letter switch
        {
            'C' => Chat(events),
            'R' => Responses(events),
            'A' => Messages(events),
            _ => throw new NotSupportedException($"No expectation is a stream of {dialect.Name}."),
        };
    }

    private static JsonObject Chat(IEnumerable<JsonObject> chunks)
    {
        var sum = new JsonObject();
        foreach (var chunk in chunks)
        {
            var choices = Take(chunk, "choices").AsArray();
            Overlay(sum, chunk);
            foreach (var choice in choices.Select(one => one!.AsObject()))
            {
                var target = At(sum, "choices", choice["index"]!.GetValue<int>());
                if (choice.ContainsKey("delta"))
                {
                    Grow((JsonObject)(target["delta"] ??= new JsonObject()), Take(choice, "delta").AsObject());
                }

                Overlay(target, choice);
            }
        }

        return sum;
    }

    private static JsonObject Responses(IEnumerable<JsonObject> events)
    {
        var items = new JsonArray();
        JsonObject? last = null;
        foreach (var one in events)
        {
            if (one["type"]!.GetValue<string>() == "response.output_item.done")
            {
                var index = one["output_index"]!.GetValue<int>();
                while (items.Count <= index)
                {
                    items.Add(null);
                }

                items[index] = Take(one, "item");
            }

            last = one["response"] as JsonObject ?? last;
        }

        var sum = (JsonObject)last!.DeepClone();
        sum["output"] = items;
        return sum;
    }

    private static JsonObject Messages(IEnumerable<JsonObject> events)
    {
        var sum = new JsonObject();
        var arguments = new Dictionary<int, string>();
        foreach (var one in events)
        {
            var index = one["index"]?.GetValue<int>() ?? 0;
            switch (one["type"]!.GetValue<string>())
            {
                case "message_start":
                    Overlay(sum, Take(one, "message").AsObject());
                    break;
                case "content_block_start":
                    sum["content"]!.AsArray().Insert(index, Take(one, "content_block"));
                    break;
                case "content_block_delta":
                    var delta = Take(one, "delta").AsObject();
                    delta.Remove("type");
                    if (delta["partial_json"] is { } piece)
                    {
                        arguments[index] = arguments.GetValueOrDefault(index) + piece.GetValue<string>();
                    }
                    else
                    {
                        Grow(sum["content"]![index]!.AsObject(), delta);
                    }

                    break;
                case "message_delta":
                    Overlay(sum, Take(one, "delta").AsObject());
                    Overlay(sum["usage"]!.AsObject(), Take(one, "usage").AsObject());
                    break;
            }
        }

        foreach (var (index, text) in arguments)
        {
            sum["content"]![index]!["input"] = JsonNode.Parse(text);
        }

        return sum;
    }

    /// <summary>Adds a delta: text to text, elements by their index, everything else as it is.</summary>
    private static void Grow(JsonObject sum, JsonObject delta)
    {
        foreach (var (name, value) in delta.ToList())
        {
            if (value is JsonArray pieces)
            {
                foreach (var piece in pieces.Select(one => one!.AsObject()))
                {
                    Grow(At(sum, name, piece["index"]?.GetValue<int>() ?? 0), piece);
                }
            }
            else if (value is JsonObject inner)
            {
                Grow((JsonObject)(sum[name] ??= new JsonObject()), inner);
            }
            else if (value is JsonValue && name is "content" or "text" or "thinking" or "signature" or "arguments" or "refusal" or "reasoning_content" && value is not null)
            {
                sum[name] = (sum[name]?.GetValue<string>() ?? "") + value.GetValue<string>();
            }
            else if (value is not null)
            {
                sum[name] = value.DeepClone();
            }
        }
    }

    private static void Overlay(JsonObject sum, JsonObject later)
    {
        foreach (var (name, value) in later.Where(member => member.Value is not null).ToList())
        {
            sum[name] = value!.DeepClone();
        }
    }

    private static JsonObject At(JsonObject parent, string name, int index)
    {
        var list = (JsonArray)(parent[name] ??= new JsonArray());
        while (list.Count <= index)
        {
            list.Add(new JsonObject());
        }

        return list[index]!.AsObject();
    }

    private static JsonNode Take(JsonObject from, string name)
    {
        var value = from[name]!;
        from.Remove(name);
        return value;
    }
}
