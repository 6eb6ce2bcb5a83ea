using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Turns the events of items into hub events, whether a text comes in deltas, only when it is done, or only in the last object.</summary>
internal sealed class AnswerItems(string issuer)
{
    private readonly Dictionary<long, AnswerItem> _byIndex = [];
    private int _calls;

    public bool HasCall => _calls > 0;

    public bool HasRefusal { get; private set; }

    public void Read(string type, JsonElement root, List<HubEvent> events)
    {
        var index = root.Count("output_index") ?? 0;
        switch (type)
        {
            case "response.output_item.added":
                Open(index, root.Get("item") ?? default, events);
                break;
            case "response.output_item.done":
                Close(index, root.Get("item") ?? default, events);
                break;
            case "response.output_text.annotation.added":
                Cite(root.Get("annotation") ?? default, events);
                break;
            case "response.output_text.delta" or "response.refusal.delta" or "response.reasoning_summary_text.delta" or "response.reasoning_text.delta"
                or "response.function_call_arguments.delta":
                ReadDelta(index, type, root, events);
                break;
            case "response.output_text.done" or "response.refusal.done" or "response.reasoning_summary_text.done" or "response.reasoning_text.done"
                or "response.function_call_arguments.done":
                ReadDone(index, type, root, events);
                break;
            default:
                if (EventScan.IsDelta(System.Text.Encoding.UTF8.GetBytes(type)))
                {
                    events.Add(new HubUnknown(type));
                }

                break;
        }
    }

    /// <summary>Reads the items of the final object that no event told.</summary>
    public void ReadMissing(JsonElement response, List<HubEvent> events)
    {
        var index = 0L;
        foreach (var item in response.Items("output"))
        {
            Close(index++, item, events);
        }

        foreach (var open in _byIndex.Values.Where(item => !item.IsClosed).ToList())
        {
            End(open, null, events);
        }
    }

    private AnswerItem At(long index) => _byIndex.TryGetValue(index, out var item) ? item : _byIndex[index] = new AnswerItem();

    private void Open(long index, JsonElement told, List<HubEvent> events)
    {
        var item = At(index);
        item.Type = told.Word("type") ?? item.Type;
        if (item.Type == "function_call" && item.Call < 0 && told.Text("name") is { IsEmpty: false } name)
        {
            item.Call = _calls++;
            events.Add(new HubCallStart(0, item.Call, told.Word("call_id") ?? told.Word("id"), name));
        }
    }

    private void ReadDelta(long index, string type, JsonElement root, List<HubEvent> events)
    {
        if (root.Text("delta") is { IsEmpty: false } text)
        {
            Add(At(index), Kind(type), Part(root), text, events);
        }
    }

    // A done text repeats its deltas; it is only news when there were none.
    private void ReadDone(long index, string type, JsonElement root, List<HubEvent> events)
    {
        var item = At(index);
        var kind = Kind(type);
        var whole = root.Text(kind switch { TextKind.Refusal => "refusal", TextKind.Arguments => "arguments", _ => "text" });
        if (whole is { IsEmpty: false } text && !item.Has(kind, Part(root)))
        {
            Add(item, kind, Part(root), text, events);
        }

        if (kind == TextKind.Text)
        {
            events.Add(new HubTextEnd(0));
        }
    }

    private void Add(AnswerItem item, TextKind kind, long part, JsonText text, List<HubEvent> events)
    {
        var isFirst = item.Mark(kind, part);
        switch (kind)
        {
            case TextKind.Text:
                events.Add(new HubTextDelta(0, text));
                break;
            case TextKind.Refusal:
                HasRefusal = true;
                events.Add(new HubRefusalDelta(0, text));
                break;
            case TextKind.Summary or TextKind.Reasoning:
                // Parts of a summary are paragraphs; elsewhere they are one text.
                events.Add(new HubThoughtDelta(0, isFirst && item.Marks > 1 ? JsonText.Join(JsonText.From("\n\n"), text) : text));
                break;
            case TextKind.Arguments:
                if (item.Call >= 0)
                {
                    events.Add(new HubCallDelta(0, item.Call, text));
                }
                else
                {
                    // Without a name the call can't be opened: it is told whole when the item is done.
                    item.Unmark(kind, part);
                }

                break;
        }
    }

    private void Close(long index, JsonElement told, List<HubEvent> events)
    {
        var item = At(index);
        if (item.IsClosed)
        {
            return;
        }

        Open(index, told, events);
        foreach (var (kind, part, text, content) in ItemTexts.Of(told))
        {
            if (!item.Has(kind, part))
            {
                Add(item, kind, part, text, events);
                AddExtras(content, events);
                if (kind == TextKind.Text)
                {
                    events.Add(new HubTextEnd(0));
                }
            }
        }

        End(item, told, events);
    }

    private static void AddExtras(JsonElement content, List<HubEvent> events)
    {
        foreach (var annotation in content.Items("annotations"))
        {
            Cite(annotation, events);
        }

        if (content.Raw("logprobs") is { } logprobs && content.Items("logprobs").Any())
        {
            events.Add(new HubLogprobs(0, JsonRaw.From($"{{\"content\":{logprobs},\"refusal\":null}}")));
        }
    }

    private static void Cite(JsonElement annotation, List<HubEvent> events) =>
        events.Add(new HubCitation(0, annotation.Word("url"), annotation.Word("title"), JsonRaw.From(annotation)));

    private void End(AnswerItem item, JsonElement? told, List<HubEvent> events)
    {
        item.IsClosed = true;
        switch (item.Type)
        {
            case "message":
                break;
            case "function_call" when item.Call >= 0:
                events.Add(new HubCallEnd(0, item.Call));
                break;
            case "reasoning":
                var sealedText = told?.Word("encrypted_content");
                if (sealedText is not null || item.Marks > 0)
                {
                    var signature = sealedText is null ? null : new HubSignature(issuer, sealedText);
                    events.Add(new HubThoughtEnd(0, signature, IsRedacted: item.Marks == 0, told?.Word("id")));
                }

                break;
            case { Length: > 0 } foreign:
                events.Add(new HubUnknown($"/output/{foreign}"));
                break;
        }
    }

    private static long Part(JsonElement root) => root.Count("content_index") ?? root.Count("summary_index") ?? 0;

    private static TextKind Kind(string type) => type.Split('.')[1] switch
    {
        "refusal" => TextKind.Refusal,
        "reasoning_summary_text" => TextKind.Summary,
        "reasoning_text" => TextKind.Reasoning,
        "function_call_arguments" => TextKind.Arguments,
        _ => TextKind.Text,
    };
}
