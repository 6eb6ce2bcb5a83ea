using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>Splits reasoning between <c>&lt;think&gt;</c> tags off a content, wherever the chunks are cut. Holds back at most a part of a tag.</summary>
internal sealed class HubThinkTags(Action<JsonText> visible, Action<JsonText> thought)
{
    private static readonly byte[] Opening = [.. "<think>"u8];
    private static readonly byte[] Closing = [.. "</think>"u8];

    private byte[] _held = [];
    private bool _isInside;

    public void Take(JsonText piece)
    {
        byte[] rest = [.. _held, .. Plain(piece.Escaped.Span)];
        _held = [];
        while (rest.Length > 0)
        {
            var tag = _isInside ? Closing : Opening;
            var at = rest.AsSpan().IndexOf(tag);
            if (at < 0)
            {
                var kept = Overlap(rest, tag);
                Emit(rest[..^kept]);
                _held = rest[^kept..];
                return;
            }

            Emit(rest[..at]);
            _isInside = !_isInside;
            rest = rest[(at + tag.Length)..];
        }
    }

    /// <summary>Gives out what was held back: it was no tag after all.</summary>
    public void Flush()
    {
        Emit(_held);
        _held = [];
    }

    private void Emit(byte[] text)
    {
        if (text.Length > 0)
        {
            (_isInside ? thought : visible)(new JsonText(text));
        }
    }

    /// <summary>Bytes at the end that may be the beginning of the tag.</summary>
    private static int Overlap(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag)
    {
        for (var length = Math.Min(text.Length, tag.Length - 1); length > 0; length--)
        {
            if (text.EndsWith(tag[..length]))
            {
                return length;
            }
        }

        return 0;
    }

    /// <summary>Undoes those escapes a tag may be written with; all others stay.</summary>
    private static byte[] Plain(ReadOnlySpan<byte> escaped)
    {
        if (!escaped.Contains((byte)'\\'))
        {
            return escaped.ToArray();
        }

        var plain = new List<byte>(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            var rest = escaped[i..];
            if (rest[0] != (byte)'\\' || rest.Length < 2)
            {
                plain.Add(rest[0]);
            }
            else if (rest[1] == (byte)'/')
            {
                plain.Add((byte)'/');
                i++;
            }
            else if (rest.StartsWith("\\u003c"u8) || rest.StartsWith("\\u003C"u8) || rest.StartsWith("\\u003e"u8) || rest.StartsWith("\\u003E"u8))
            {
                plain.Add(rest[5] is (byte)'c' or (byte)'C' ? (byte)'<' : (byte)'>');
                i += 5;
            }
            else
            {
                plain.AddRange(rest[..2]);
                i++;
            }
        }

        return [.. plain];
    }
}
