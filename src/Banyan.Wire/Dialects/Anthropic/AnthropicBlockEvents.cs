using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Turns content blocks into events. A block of a whole body is a start that has everything, and a stop.</summary>
internal sealed class AnthropicBlockEvents(AnswerFacts facts)
{
    private readonly Dictionary<int, Block> _open = [];
    private int _calls;

    private enum Kind : byte
    {
        Text,
        Thought,
        Redacted,
        Call,
        Format,
        Foreign,
    }

    /// <summary>Whether the model called a tool of the caller's.</summary>
    public bool SawCall => _calls > 0;

    public void Start(int index, JsonElement start, List<HubEvent> events)
    {
        var type = start.Word("type") ?? "";
        var block = new Block(KindOf(type, start));
        _open[index] = block;
        switch (block.Kind)
        {
            case Kind.Text:
                Text(start.TextMember("text"), events);
                Citations(start, events);
                break;
            case Kind.Thought:
                Thought(start.TextMember("thinking"), events);
                block.Signature = start.Word("signature") ?? "";
                break;
            case Kind.Redacted:
                block.Signature = start.Word("data") ?? "";
                break;
            case Kind.Call:
                block.Call = _calls++;
                block.Input = Input(start);
                events.Add(new HubCallStart(0, block.Call, start.Word("id"), start.TextMember("name") ?? JsonText.Empty));
                break;
            case Kind.Format:
                block.Input = Input(start);
                break;
            case Kind.Foreign:
                events.Add(new HubUnknown($"/content/{index}"));
                break;
        }
    }

    public void Delta(int index, JsonElement delta, List<HubEvent> events)
    {
        if (!_open.TryGetValue(index, out var block))
        {
            // A server that forgets to open its text block still means text.
            _open[index] = block = new Block(delta.Word("type") is "thinking_delta" ? Kind.Thought : Kind.Text);
        }

        switch (delta.Word("type"))
        {
            case "text_delta":
                Text(delta.TextMember("text"), events);
                break;
            case "thinking_delta":
                Thought(delta.TextMember("thinking"), events);
                break;
            case "signature_delta":
                block.Signature += delta.Word("signature");
                break;
            case "input_json_delta":
                Arguments(block, delta.TextMember("partial_json") ?? JsonText.Empty, events);
                break;
            case "citations_delta" when delta.Member("citation") is { } citation:
                Citation(citation, events);
                break;
            default:
                break;
        }
    }

    public void Stop(int index, List<HubEvent> events)
    {
        if (!_open.Remove(index, out var block))
        {
            return;
        }

        switch (block.Kind)
        {
            case Kind.Text:
                events.Add(new HubTextEnd(0));
                break;
            case Kind.Thought or Kind.Redacted:
                var signature = block.Signature.Length > 0 ? new HubSignature(facts.Issuer, block.Signature) : null;
                events.Add(new HubThoughtEnd(0, signature, block.Kind == Kind.Redacted));
                break;
            case Kind.Call or Kind.Format:
                Close(block, events);
                break;
            case Kind.Foreign:
                break;
        }
    }

    // Arguments that came whole in the start count only when no fragment followed.
    private static void Close(Block block, List<HubEvent> events)
    {
        if (!block.HasFragments && block.Input is { } input)
        {
            Arguments(block, JsonArguments.ToText(input), events);
        }

        if (!block.HasFragments && block.Kind == Kind.Format)
        {
            Arguments(block, JsonText.From("{}"), events);
        }

        events.Add(block.Kind == Kind.Call ? new HubCallEnd(0, block.Call) : new HubTextEnd(0));
    }

    private static void Arguments(Block block, JsonText fragment, List<HubEvent> events)
    {
        if (fragment.IsEmpty)
        {
            return;
        }

        block.HasFragments = true;
        if (block.Kind == Kind.Call)
        {
            events.Add(new HubCallDelta(0, block.Call, fragment));
        }
        else if (block.Kind == Kind.Format)
        {
            events.Add(new HubTextDelta(0, fragment));
        }
    }

    private static void Text(JsonText? text, List<HubEvent> events)
    {
        if (text is { IsEmpty: false } said)
        {
            events.Add(new HubTextDelta(0, said));
        }
    }

    private static void Thought(JsonText? text, List<HubEvent> events)
    {
        if (text is { IsEmpty: false } thought)
        {
            events.Add(new HubThoughtDelta(0, thought));
        }
    }

    private static void Citations(JsonElement block, List<HubEvent> events)
    {
        if (block.Member("citations") is { ValueKind: JsonValueKind.Array } citations)
        {
            foreach (var citation in citations.EnumerateArray())
            {
                Citation(citation, events);
            }
        }
    }

    private static void Citation(JsonElement citation, List<HubEvent> events) =>
        events.Add(new HubCitation(0, citation.Word("url"), citation.Word("title") ?? citation.Word("document_title"), JsonRaw.From(citation)));

    private static JsonRaw? Input(JsonElement start) =>
        start.Member("input") is { ValueKind: JsonValueKind.Object } input && input.EnumerateObject().Any() ? JsonRaw.From(input) : null;

    private Kind KindOf(string type, JsonElement start) => type switch
    {
        "text" => Kind.Text,
        "thinking" => Kind.Thought,
        "redacted_thinking" => Kind.Redacted,
        "tool_use" when facts.FormatTool is { } tool && string.Equals(start.Word("name"), tool, StringComparison.Ordinal) => Kind.Format,
        "tool_use" => Kind.Call,
        _ => Kind.Foreign,
    };

    private sealed class Block(Kind kind)
    {
        public Kind Kind { get; } = kind;

        public int Call { get; set; }

        public string Signature { get; set; } = "";

        public JsonRaw? Input { get; set; }

        public bool HasFragments { get; set; }
    }
}
