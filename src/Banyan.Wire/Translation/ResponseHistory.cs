using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;

namespace Banyan.Wire.Translation;

/// <summary>Lets an ask of the Responses dialect go on from responses that are kept: what they were asked and what they answered stand before its own input.</summary>
/// <remarks>Every other byte of the ask stays. Only asks that name an earlier response, and answers that are kept, are read here.</remarks>
public static class ResponseHistory
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts a history into an ask and takes the earlier response's id out of it.</summary>
    /// <param name="ask">An ask of the Responses dialect that names an earlier response.</param>
    /// <param name="chain">For each earlier response, the first first: the items it was asked (a JSON list) and the response object.</param>
    public static WireBody Resume(WireBody ask, IEnumerable<(string Input, string Response)> chain)
    {
        var members = Members(ask.Bytes.Span);
        var (previous, input) = (members.Single(member => member.Name == "previous_response_id"), members.Find(member => member.Name == "input"));
        var items = chain.SelectMany(link => Items(link.Input).Concat(Output(link.Response))).Concat(Items(InputItems(ask)));
        var list = Encoding.UTF8.GetBytes($"[{string.Join(',', items)}]");
        if (input is null)
        {
            return ask.Edit(new SpanEdit(new ByteSpan(previous.NameStart, previous.Value.End - previous.NameStart), Encoding.UTF8.GetBytes($"\"input\":{Encoding.UTF8.GetString(list)}")));
        }

        var without = new SpanEdit(MemberSpans.WithComma(ask.Bytes.Span, previous.PreviousEnd, previous.NameStart, previous.Value.End), default);
        var with = new SpanEdit(input.Value, list);
        return without.Span.Start < with.Span.Start ? ask.Edit(without, with) : ask.Edit(with, without);
    }

    /// <summary>The items an ask brings, as a JSON list; a plain text is the user's message.</summary>
    public static string InputItems(WireBody ask)
    {
        if (Members(ask.Bytes.Span).Find(member => member.Name == "input") is not { } input)
        {
            return "[]";
        }

        var value = input.Value.Of(ask.Bytes.Span);
        return value[0] == (byte)'"' ? Message(value) : Encoding.UTF8.GetString(value);
    }

    /// <summary>Whether an ask says that its response is to be kept; null when it says nothing.</summary>
    public static bool? Stores(WireBody ask) =>
        ask.Bytes.Span.IndexOf("\"store\""u8) < 0 ? null
        : Members(ask.Bytes.Span).Find(member => member.Name == "store") is { } store ? store.Value.Of(ask.Bytes.Span)[0] == (byte)'t' : null;

    /// <summary>The response object of a frame after which nothing changes any more; null of any other frame.</summary>
    public static string? FinalResponse(in Frame frame)
    {
        if (frame.Kind == FrameKind.Event && !(Begins(frame, "response.completed"u8) || Begins(frame, "response.incomplete"u8)))
        {
            return null;
        }

        if (frame.Data.IsEmpty || frame.Kind is not (FrameKind.Event or FrameKind.Body))
        {
            return null;
        }

        using var document = JsonDocument.Parse(frame.Data);
        var response = frame.Kind == FrameKind.Body ? document.RootElement : document.RootElement.GetProperty("response");
        return response.TryGetProperty("status", out var status) && (status.ValueEquals("completed") || status.ValueEquals("incomplete")) ? response.GetRawText() : null;
    }

    /// <summary>The same frame, its response object naming the response it goes on from; frames without one as they are.</summary>
    public static Frame WithPrevious(in Frame frame, string previousId)
    {
        var data = frame.Data.Span;
        var holdsResponse = frame.Kind == FrameKind.Event && data.EndsWith("}}"u8) && data[..Math.Min(data.Length, 128)].IndexOf("\"response\":{"u8) >= 0;
        if (!holdsResponse && (frame.Kind != FrameKind.Body || !data.EndsWith("}"u8)))
        {
            return frame;
        }

        var ends = holdsResponse ? 2 : 1;
        var member = Encoding.UTF8.GetBytes($",\"previous_response_id\":\"{JsonEncodedText.Encode(previousId)}\"");
        byte[] told = [.. data[..^ends], .. member, .. data[^ends..]];
        return holdsResponse ? SseWriter.Frame(EventName(frame.Raw.Span), told) : Frame.Body(told);
    }

    /// <summary>A response object's id; null when it has none.</summary>
    public static string? IdOf(string response)
    {
        using var document = JsonDocument.Parse(response);
        return document.RootElement.TryGetProperty("id", out var id) ? id.GetString() : null;
    }

    private static bool Begins(in Frame frame, ReadOnlySpan<byte> type)
    {
        var head = frame.Data.Span[..Math.Min(frame.Data.Length, 64)];
        return head.IndexOf(type) >= 0;
    }

    private static ReadOnlySpan<byte> EventName(ReadOnlySpan<byte> raw)
    {
        var prefix = "event: "u8;
        return raw.StartsWith(prefix) ? raw[prefix.Length..][..raw[prefix.Length..].IndexOf((byte)'\n')] : default;
    }

    private static IEnumerable<string> Output(string response)
    {
        using var document = JsonDocument.Parse(response);
        return document.RootElement.TryGetProperty("output", out var output) && output.ValueKind == JsonValueKind.Array ? [.. output.EnumerateArray().Select(item => item.GetRawText())] : [];
    }

    private static IEnumerable<string> Items(string list)
    {
        using var document = JsonDocument.Parse(list);
        return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(item => item.GetRawText())] : [];
    }

    private static string Message(ReadOnlySpan<byte> text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteString("type", "message");
            writer.WriteString("role", "user");
            writer.WritePropertyName("content");
            writer.WriteRawValue(text);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static List<TopMember> Members(ReadOnlySpan<byte> body)
    {
        var members = new List<TopMember>();
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
        var previousEnd = -1;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, nameStart) = (reader.GetString()!, (int)reader.TokenStartIndex);
            reader.Read();
            var valueStart = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = new ByteSpan(valueStart, (int)reader.BytesConsumed - valueStart);
            members.Add(new TopMember(name, nameStart, value, previousEnd));
            previousEnd = value.End;
        }

        return members;
    }

    private sealed record TopMember(string Name, int NameStart, ByteSpan Value, int PreviousEnd);
}
