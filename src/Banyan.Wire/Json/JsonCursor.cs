using System.Text;
using System.Text.Json;

namespace Banyan.Wire.Json;

/// <summary>Walks one JSON body forward and tells where things stand: the eyes of a dialect's lens. Keeps offsets, builds nothing.</summary>
/// <remarks>The caller enters an object or array at its start token and takes members or items until there are none; every value must be taken whole.</remarks>
internal ref struct JsonCursor(ReadOnlySpan<byte> body)
{
    private Utf8JsonReader _reader = new(body, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });

    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>Offset of the current token's first byte, the quote of a string included.</summary>
    public readonly int Start => (int)_reader.TokenStartIndex;

    /// <summary>Offset after the current token; of a name the colon is included.</summary>
    public readonly int End => (int)_reader.BytesConsumed;

    /// <summary>The current string's content without its quotes.</summary>
    public readonly ByteSpan StringSpan => new(Start + 1, _reader.ValueSpan.Length);

    public readonly bool IsTrue => _reader.TokenType == JsonTokenType.True;

    public bool Read() => _reader.Read();

    /// <summary>Moves to the next member's name; false at the end of the object.</summary>
    public bool NextMember() => _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves to the next item; false at the end of the array.</summary>
    public bool NextItem() => _reader.Read() && _reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Whether the current name or string is this text. Escapes are undone, and a lone surrogate never throws.</summary>
    public readonly bool Is(ReadOnlySpan<byte> text) =>
        _reader.ValueIsEscaped
            ? string.Equals(JsonTextDecoder.Decode(_reader.ValueSpan), Encoding.UTF8.GetString(text), StringComparison.Ordinal)
            : _reader.ValueSpan.SequenceEqual(text);

    /// <summary>Whether the current name or string is one of two spellings.</summary>
    public readonly bool Is(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => Is(one) || Is(other);

    /// <summary>The current name or string, decoded.</summary>
    public readonly string Text() => JsonTextDecoder.Decode(_reader.ValueSpan);

    /// <summary>The current number as a whole number; null when it is not one.</summary>
    public readonly long? WholeNumber() =>
        _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var number) ? number : null;

    /// <summary>Takes the current value whole and says where it stands.</summary>
    public ByteSpan Skip()
    {
        var start = Start;
        _reader.Skip();
        return new ByteSpan(start, End - start);
    }

    /// <summary>Takes the current value whole and says where it stands and how deep it nests.</summary>
    public ByteSpan Skip(out int depth)
    {
        var start = Start;
        var outside = _reader.CurrentDepth;
        depth = 0;
        if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            do
            {
                _reader.Read();
                depth = Math.Max(depth, _reader.CurrentDepth - outside);
            }
            while (_reader.CurrentDepth > outside || _reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray));
        }

        return new ByteSpan(start, End - start);
    }

    /// <summary>Takes the current value whole and collects the strings in it, names of members left out.</summary>
    public ByteSpan Skip(List<ByteSpan> strings)
    {
        var start = Start;
        var outside = _reader.CurrentDepth;
        if (_reader.TokenType == JsonTokenType.String)
        {
            strings.Add(StringSpan);
        }
        else if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            while (_reader.Read() && _reader.CurrentDepth > outside)
            {
                if (_reader.TokenType == JsonTokenType.String)
                {
                    strings.Add(StringSpan);
                }
            }
        }

        return new ByteSpan(start, End - start);
    }
}
