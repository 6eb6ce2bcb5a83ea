using System.Text.Json.Nodes;

namespace Banyan.TestKit.Grammar;

/// <summary>Anthropic: one message_start, one block open at a time and counted from 0, one message_delta, message_stop.</summary>
internal sealed class MessagesGrammar(Violations violations)
{
    private string? _open;
    private int _blocks;
    private int _deltas;
    private bool _signed;
    private bool _started;
    private bool _closing;
    private bool _ended;
    private bool _failed;

    public void Check(List<WireEvent> events, bool failed)
    {
        foreach (var one in events)
        {
            violations.Check(!_ended && !_failed, one, "something follows the end");
            var type = one.Json?["type"]?.GetValue<string>();
            violations.Check(type is not null && one.Name == type, one, $"event name {one.Name} is not the type {type}");
            if (type is not null)
            {
                violations.Check(_started || type is "message_start" or "error", one, $"{type} before message_start");
                Take(one, type, one.Json!);
            }
        }

        var last = events.Count > 0 ? events[^1] : new WireEvent(0, null, "");
        violations.Check(_ended != failed && _failed == failed, last, failed ? "the stream does not end with an error alone" : "the stream does not end with message_stop");
        violations.Check(_open is null, last, "a block is left open");
    }

    private void Take(WireEvent one, string type, JsonObject json)
    {
        switch (type)
        {
            case "message_start":
                violations.Check(!_started, one, "a second message_start");
                violations.Check(json["message"]?["usage"]?["input_tokens"] is not null, one, "message_start without usage");
                _started = true;
                break;
            case "content_block_start":
                violations.Check(_open is null && !_closing, one, "a block opens inside another or after message_delta");
                violations.Check(json["index"]?.GetValue<int>() == _blocks, one, "a block's index is not the number of blocks before it");
                _open = json["content_block"]?["type"]?.GetValue<string>() ?? "?";
                _deltas = 0;
                _signed = false;
                break;
            case "content_block_delta":
                Delta(one, json);
                break;
            case "content_block_stop":
                violations.Check(_open is not null && json["index"]?.GetValue<int>() == _blocks, one, "a block closes that is not open");
                violations.Check(_open != "text" || _deltas > 0, one, "an empty text block");
                violations.Check(_open != "tool_use" || _deltas > 0, one, "a call without input_json_delta");
                _open = null;
                _blocks++;
                break;
            case "message_delta":
                violations.Check(_open is null && !_closing, one, "message_delta twice or inside a block");
                violations.Check(json["delta"]?["stop_reason"] is not null && json["usage"]?["output_tokens"] is not null, one, "message_delta without stop_reason or usage");
                _closing = true;
                break;
            case "message_stop":
                violations.Check(_closing, one, "message_stop without message_delta");
                _ended = true;
                break;
            case "error":
                violations.Check(!_closing, one, "an error after the finish");
                _failed = true;
                break;
            case "ping":
                break;
            default:
                violations.Add(one.Position, $"unknown event {type}");
                break;
        }
    }

    private void Delta(WireEvent one, JsonObject json)
    {
        var delta = json["delta"]?["type"]?.GetValue<string>();
        violations.Check(json["index"]?.GetValue<int>() == _blocks, one, "a delta of a block that is not open");
        var fits = (_open, delta) is ("text", "text_delta" or "citations_delta") or ("thinking", "thinking_delta" or "signature_delta") or ("tool_use", "input_json_delta");
        violations.Check(fits, one, $"{delta} in a {_open} block");
        violations.Check(!_signed, one, "signature_delta is not the last delta of its block");
        _signed |= delta == "signature_delta";
        _deltas++;
    }
}
