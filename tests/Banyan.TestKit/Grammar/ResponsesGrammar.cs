using System.Text;
using System.Text.Json.Nodes;

namespace Banyan.TestKit.Grammar;

/// <summary>OpenAI Responses: numbered events, items in order and complete, a final response equal to what the events add up to.</summary>
internal sealed class ResponsesGrammar(Violations violations)
{
    private readonly List<JsonNode> _items = [];
    private readonly StringBuilder _text = new();
    private string? _item;
    private string? _part;
    private int _parts;
    private int _events;
    private bool _ended;
    private bool _failed;

    public void Check(List<WireEvent> events, bool failed)
    {
        var numbered = 0;
        foreach (var one in events)
        {
            var type = one.Json?["type"]?.GetValue<string>();
            violations.Check(!_ended && !_failed, one, "something follows the end");
            violations.Check(type is not null && one.Name == type, one, $"event name {one.Name} is not the type {type}");
            if (type is null)
            {
                continue;
            }

            violations.Check(one.Json!["sequence_number"]?.GetValue<int>() == numbered++, one, "sequence_number does not count from 0 by one");
            violations.Check(_events != 0 || type is "response.created" or "error", one, "the first event is not response.created");
            violations.Check(_events != 1 || type is "response.in_progress" or "response.failed", one, "the second event is not response.in_progress");
            Take(one, type, one.Json!);
            _events++;
        }

        var last = events.Count > 0 ? events[^1] : new WireEvent(0, null, "");
        violations.Check(_ended != failed && _failed == failed, last, failed ? "the stream does not end with a failure alone" : "the stream does not end with completed or incomplete");
        violations.Check(_item is null, last, "an item is left open");
    }

    private void Take(WireEvent one, string type, JsonObject json)
    {
        switch (type)
        {
            case "response.created" or "response.in_progress":
                violations.Check(_events == (type == "response.created" ? 0 : 1), one, $"a second {type}");
                break;
            case "response.output_item.added":
                violations.Check(_item is null, one, "an item opens inside another");
                violations.Check(json["output_index"]?.GetValue<int>() == _items.Count, one, "output_index is not contiguous");
                _item = json["item"]?["type"]?.GetValue<string>() ?? "?";
                _parts = 0;
                break;
            case "response.output_item.done":
                EndItem(one, json);
                break;
            case "response.content_part.added" or "response.reasoning_summary_part.added":
                violations.Check(_part is null && _item == (type.Contains("summary", StringComparison.Ordinal) ? "reasoning" : "message"), one, "a part opens out of place");
                violations.Check((json["content_index"] ?? json["summary_index"])?.GetValue<int>() == _parts, one, "the index of a part is not the number of parts before it");
                _part = type;
                _text.Clear();
                break;
            case "response.content_part.done" or "response.reasoning_summary_part.done":
                violations.Check(_part is not null, one, "a part closes that is not open");
                _part = null;
                _parts++;
                break;
            case "response.completed" or "response.incomplete":
                Final(one, json);
                _ended = true;
                break;
            case "response.failed" or "error":
                _failed = true;
                break;
            default:
                Body(one, type, json);
                break;
        }
    }

    private void Body(WireEvent one, string type, JsonObject json)
    {
        violations.Check(_item is not null && json["output_index"]?.GetValue<int>() == _items.Count, one, $"{type} outside its item");
        var inPart = type.StartsWith("response.output_text.", StringComparison.Ordinal) || type.StartsWith("response.refusal.", StringComparison.Ordinal)
            || type.StartsWith("response.reasoning_summary_text.", StringComparison.Ordinal);
        violations.Check(!inPart || _part is not null, one, $"{type} outside a part");
        if (type.EndsWith(".delta", StringComparison.Ordinal))
        {
            _text.Append(json["delta"]?.GetValue<string>());
        }
        else if (type.EndsWith(".done", StringComparison.Ordinal))
        {
            var told = (json["text"] ?? json["refusal"] ?? json["arguments"] ?? json["input"])?.GetValue<string>();
            violations.Check(told == _text.ToString(), one, $"{type} does not equal its deltas");
        }
    }

    private void EndItem(WireEvent one, JsonObject json)
    {
        violations.Check(_item is not null && json["output_index"]?.GetValue<int>() == _items.Count, one, "an item closes that is not open");
        violations.Check(_part is null, one, "an item closes with an open part");
        violations.Check(_item != "message" || _parts > 0, one, "an empty message item");
        _items.Add(json["item"]?.DeepClone() ?? new JsonObject());
        _item = null;
        _text.Clear();
    }

    private void Final(WireEvent one, JsonObject json)
    {
        var output = json["response"]?["output"] as JsonArray ?? [];
        violations.Check(output.Count == _items.Count, one, "the final response has another number of items");
        for (var i = 0; i < Math.Min(output.Count, _items.Count); i++)
        {
            violations.Check(JsonNode.DeepEquals(output[i], _items[i]), one, $"item {i} of the final response is not what the events told");
        }
    }
}
