using System.Text;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>An item the caller has seen begin and not end.</summary>
internal sealed class OpenItem(JsonElement item)
{
    private readonly SortedList<long, OpenPart> _parts = [];
    private readonly string _type = item.Word("type") ?? "";
    private readonly string _id = item.Word("id") ?? "";
    private readonly List<(string Name, JsonRaw Value)> _members = ReadMembers(item);

    /// <summary>Takes the text of a delta.</summary>
    public void Add(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> type)
    {
        var index = Math.Max(EventScan.Number(payload, "\"content_index\""u8), EventScan.Number(payload, "\"summary_index\""u8));
        if (!_parts.TryGetValue(Math.Max(0, index), out var part))
        {
            part = new OpenPart(Encoding.UTF8.GetString(type[..^".delta".Length]));
            _parts.Add(Math.Max(0, index), part);
        }

        part.Text.Add(EventScan.Text(payload, "\"delta\""u8));
    }

    /// <summary>Sees an event about a place in the item that is no delta.</summary>
    public void Saw(string type, JsonElement root)
    {
        var index = root.Count("content_index") ?? root.Count("summary_index") ?? 0;
        switch (type)
        {
            case "response.content_part.added" or "response.reasoning_summary_part.added":
                var added = root.Get("part")?.Word("type") ?? "output_text";
                _parts[index] = new OpenPart(OpenPart.StemOf(added)) { Added = added };
                break;
            case "response.output_text.annotation.added" when _parts.TryGetValue(index, out var cited) && root.Raw("annotation") is { } annotation:
                cited.Annotations.Add(annotation);
                break;
            case "response.content_part.done" or "response.reasoning_summary_part.done":
                if (_parts.TryGetValue(index, out var whole))
                {
                    whole.Told = root.Raw("part");
                }

                break;
            default:
                if (type.EndsWith(".done", StringComparison.Ordinal))
                {
                    EndText(index, type[..^".done".Length], root);
                }

                break;
        }
    }

    /// <summary>Emits what ends the item and gives the item as it stands.</summary>
    public byte[] Close(long index, Action<string, Action<Utf8JsonWriter>> emit)
    {
        if (_type == "function_call" && _parts.Count == 0)
        {
            _parts.Add(0, new OpenPart("response.function_call_arguments"));
        }

        if (_type == "message" && _parts.Count == 0)
        {
            OpenEmptyPart(index, emit);
        }

        foreach (var (at, part) in _parts)
        {
            part.Close(emit, writer =>
            {
                writer.WriteString("item_id", _id);
                writer.WriteNumber("output_index", index);
                if (part.IndexName is { } name)
                {
                    writer.WriteNumber(name, at);
                }
            });
        }

        var whole = ResponseWriting.Json(Write);
        emit("response.output_item.done", writer =>
        {
            writer.WriteNumber("output_index", index);
            writer.WritePropertyName("item");
            writer.WriteRawValue(whole, skipInputValidation: true);
        });
        return whole;
    }

    // A message has at least one part, even one that was cut before its first word.
    private void OpenEmptyPart(long index, Action<string, Action<Utf8JsonWriter>> emit)
    {
        var part = new OpenPart(OpenPart.StemOf("output_text")) { Added = "output_text" };
        _parts.Add(0, part);
        emit("response.content_part.added", writer =>
        {
            writer.WriteString("item_id", _id);
            writer.WriteNumber("output_index", index);
            writer.WriteNumber("content_index", 0);
            writer.WritePropertyName("part");
            part.Write(writer);
        });
    }

    // Some servers tell a text only when it is done.
    private void EndText(long index, string stem, JsonElement root)
    {
        if (!_parts.TryGetValue(index, out var part))
        {
            part = new OpenPart(stem);
            _parts.Add(index, part);
        }

        part.IsTextDone = true;
        if (part.Text.IsEmpty && root.Text(part.TextName) is { } text)
        {
            part.Text.Add(text);
        }
    }

    private static List<(string Name, JsonRaw Value)> ReadMembers(JsonElement item) =>
        [.. item.EnumerateObject().Select(member => (JsonTextDecoder.Decode(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8PropertyName(member)), JsonRaw.From(member.Value)))];

    // The members told when it opened stay as they were; only its status and what grew since are written anew.
    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in _members)
        {
            if (name == "status")
            {
                writer.WriteString("status", "incomplete");
            }
            else if (!WriteGrown(writer, name))
            {
                ResponseWriting.Raw(writer, name, value);
            }
        }

        writer.WriteEndObject();
    }

    private bool WriteGrown(Utf8JsonWriter writer, string name)
    {
        switch (name)
        {
            case "arguments" or "input" when _type is not ("message" or "reasoning"):
                ResponseWriting.Text(writer, name, _parts.Count > 0 ? _parts.Values[0].Text.Whole : JsonText.Empty);
                return true;
            case "content" or "summary":
                writer.WriteStartArray(name);
                foreach (var part in _parts.Values.Where(part => part.Home == name))
                {
                    part.Write(writer);
                }

                writer.WriteEndArray();
                return true;
            default:
                return false;
        }
    }
}
