using System.Text;
using System.Text.Json;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Tests.Dialects.OpenAiResponses;

/// <summary>Checks a stream against the grammar: order, numbers, one open item at a time, and that the last object is what the events add up to.</summary>
internal sealed class ResponsesGrammar
{
    private readonly List<JsonElement> _items = [];
    private readonly List<JsonElement> _parts = [];
    private readonly StringBuilder _text = new();
    private string? _open;
    private bool _partOpen;
    private bool _textDone;

    public static void Check(IReadOnlyList<Frame> frames)
    {
        var grammar = new ResponsesGrammar();
        for (var i = 0; i < frames.Count; i++)
        {
            var root = ResponsesKit.Json(frames[i]);
            var type = root.GetProperty("type").GetString()!;
            Encoding.UTF8.GetString(frames[i].Raw.Span).ShouldStartWith($"event: {type}\ndata: {{");
            root.GetProperty("sequence_number").GetInt64().ShouldBe(i);
            grammar.See(type, root, i, frames.Count);
        }
    }

    private void See(string type, JsonElement root, int at, int count)
    {
        switch (type)
        {
            case "response.created" or "response.in_progress":
                at.ShouldBe(type == "response.created" ? 0 : 1);
                root.GetProperty("response").GetProperty("output").GetArrayLength().ShouldBe(0);
                break;
            case "response.completed" or "response.incomplete" or "response.failed":
                at.ShouldBe(count - 1, "nothing may follow the end");
                _open.ShouldBeNull("an item was left open");
                End(type, root.GetProperty("response"));
                break;
            case "response.output_item.added":
                at.ShouldBeGreaterThan(1);
                _open.ShouldBeNull("items must not overlap");
                root.GetProperty("output_index").GetInt32().ShouldBe(_items.Count);
                _open = root.GetProperty("item").GetProperty("id").GetString();
                _parts.Clear();
                _text.Clear();
                _textDone = false;
                break;
            case "response.output_item.done":
                DoneItem(root);
                break;
            default:
                root.GetProperty("item_id").GetString().ShouldBe(_open);
                root.GetProperty("output_index").GetInt32().ShouldBe(_items.Count);
                Inside(type, root);
                break;
        }
    }

    private void Inside(string type, JsonElement root)
    {
        if (type.EndsWith("part.added", StringComparison.Ordinal))
        {
            _partOpen.ShouldBeFalse();
            _partOpen = true;
            _textDone = false;
            _text.Clear();
        }
        else if (type.EndsWith("part.done", StringComparison.Ordinal))
        {
            _textDone.ShouldBeTrue("the text's done comes before the part's");
            Text(root.GetProperty("part")).ShouldBe(_text.ToString());
            _parts.Add(root.GetProperty("part"));
            _partOpen = false;
        }
        else if (type.EndsWith(".delta", StringComparison.Ordinal))
        {
            _textDone.ShouldBeFalse("no delta after done");
            root.GetProperty("delta").GetString().ShouldNotBeNullOrEmpty();
            _text.Append(root.GetProperty("delta").GetString());
        }
        else if (type.EndsWith(".done", StringComparison.Ordinal))
        {
            _textDone = true;
            Text(root).ShouldBe(_text.ToString());
        }
        else
        {
            type.ShouldBe("response.output_text.annotation.added");
        }
    }

    private void DoneItem(JsonElement root)
    {
        var item = root.GetProperty("item");
        item.GetProperty("id").GetString().ShouldBe(_open);
        _partOpen.ShouldBeFalse("a part was left open");
        switch (item.GetProperty("type").GetString())
        {
            case "message":
                _parts.Count.ShouldBeGreaterThan(0, "no empty message item");
                Same(item.GetProperty("content"));
                break;
            case "reasoning":
                Same(item.GetProperty("summary"));
                break;
            default:
                _textDone.ShouldBeTrue();
                Text(item).ShouldBe(_text.ToString());
                break;
        }

        _items.Add(item);
        _open = null;
    }

    private void Same(JsonElement list)
    {
        list.GetArrayLength().ShouldBe(_parts.Count);
        for (var i = 0; i < _parts.Count; i++)
        {
            JsonElement.DeepEquals(list[i], _parts[i]).ShouldBeTrue();
        }
    }

    private void End(string type, JsonElement response)
    {
        response.GetProperty("status").GetString().ShouldBe(type["response.".Length..]);
        var output = response.GetProperty("output");
        output.GetArrayLength().ShouldBe(_items.Count);
        for (var i = 0; i < _items.Count; i++)
        {
            JsonElement.DeepEquals(output[i], _items[i]).ShouldBeTrue("the last object must be what the events add up to");
        }
    }

    private static string Text(JsonElement owner)
    {
        foreach (var name in (string[])["text", "refusal", "arguments"])
        {
            if (owner.TryGetProperty(name, out var text))
            {
                return text.GetString()!;
            }
        }

        return "";
    }
}
