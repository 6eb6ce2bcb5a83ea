using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Finds in one forward pass where the members stand that concerns must know; copies offsets, builds nothing.</summary>
internal static class OpenAiChatLens
{
    public static AskLens Read(ReadOnlySpan<byte> body, Operation operation, AskPath path)
    {
        var found = new LensFindings { Needs = operation == Operation.Embed ? AskNeeds.Embeddings : AskNeeds.None };
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
        try
        {
            ReadBody(ref reader, body, found);
            if (!found.HasSubject)
            {
                var missing = operation == Operation.Embed ? "input" : "messages";
                found.Refuse("invalid_request", missing, $"`{missing}` is missing.");
            }
        }
        catch (JsonException broken)
        {
            found.Refuse("invalid_json", "", $"The body is not JSON, or nests deeper than {JsonSafety.MaxDepth} levels, near line {broken.LineNumber + 1}, byte {broken.BytePositionInLine}.");
        }

        return found.ToLens(path);
    }

    private static void ReadBody(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, LensFindings found)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            reader.Read();
            found.Refuse("invalid_request", "", "The body must be one JSON object.");
            return;
        }

        var seen = LensMember.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var nameStart = (int)reader.TokenStartIndex;
            var member = LensMembers.Of(reader);
            if ((seen & member) != 0)
            {
                found.Twice(LensMembers.NameOf(member));
            }

            seen |= member;
            found.HasMembers = true;
            reader.Read();
            LensTop.Take(ref reader, member, found);
            if (member == LensMember.Banyan)
            {
                found.BanyanSpan = WithComma(body, nameStart, (int)reader.BytesConsumed);
            }
        }

        found.EndOfObject = (int)reader.TokenStartIndex;

        // Whatever is left must be blank: the reader throws on anything else.
        reader.Read();
    }

    private static ByteSpan WithComma(ReadOnlySpan<byte> body, int nameStart, int valueEnd)
    {
        var before = body[..nameStart].TrimEnd(" \t\r\n"u8);
        if (before.EndsWith(","u8))
        {
            return new ByteSpan(before.Length - 1, valueEnd - before.Length + 1);
        }

        var blank = body[valueEnd..].IndexOfAnyExcept(" \t\r\n"u8);
        var end = body[valueEnd + blank] == (byte)',' ? valueEnd + blank + 1 : valueEnd;
        return new ByteSpan(nameStart, end - nameStart);
    }
}
