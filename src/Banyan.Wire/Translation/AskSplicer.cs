using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Translation;

/// <summary>Puts pieces into an ask: items into its lists, members in or out. Every other byte stays as it is.</summary>
internal sealed class AskSplicer : IDisposable
{
    private readonly WireBody _ask;
    private readonly JsonDocument _document;
    private readonly BodyEdits _edits;
    private readonly List<SpanEdit> _more = [];

    public AskSplicer(WireBody ask)
    {
        _ask = ask;
        _document = JsonDocument.Parse(ask.Bytes, new JsonDocumentOptions { MaxDepth = JsonSafety.MaxDepth });
        _edits = new BodyEdits(ask.Bytes);
    }

    /// <summary>A member of the ask; undefined when it is not there.</summary>
    public JsonElement Member(string name) => _document.RootElement.Member(name);

    /// <summary>Appends items to a list; the list is made when there is none.</summary>
    public void Append(string list, ReadOnlyMemory<byte> items)
    {
        var there = Member(list);
        if (there.ValueKind == JsonValueKind.Array)
        {
            var end = _edits.SpanOf(there).End - 1;
            _more.Add(new SpanEdit(new ByteSpan(end, 0), there.GetArrayLength() == 0 ? items : Joined(","u8, items.Span)));
        }
        else if (there.ValueKind == JsonValueKind.Undefined)
        {
            var lens = _ask.Lens;
            byte[] member = [.. lens.HasMembers ? ","u8 : default, (byte)'"', .. System.Text.Encoding.UTF8.GetBytes(list), .. "\":["u8, .. items.Span, (byte)']'];
            _more.Add(new SpanEdit(new ByteSpan(lens.EndOfObject, 0), member));
        }
        else
        {
            _edits.Replace(there, Joined("["u8, items.Span, "]"u8));
        }
    }

    /// <summary>Puts items before the item at an index.</summary>
    public void Insert(string list, int index, ReadOnlyMemory<byte> items)
    {
        var before = Member(list).EnumerateArray().ElementAt(index);
        _more.Add(new SpanEdit(new ByteSpan(_edits.SpanOf(before).Start, 0), Joined(items.Span, ","u8)));
    }

    /// <summary>Puts a value in the place of a member's.</summary>
    public void Replace(string member, ReadOnlyMemory<byte> value) => _edits.Replace(Member(member), value);

    /// <summary>Takes a member out, if it is there.</summary>
    public void Remove(string member)
    {
        if (Member(member).ValueKind != JsonValueKind.Undefined)
        {
            _edits.RemoveMember(_document.RootElement, member);
        }
    }

    /// <summary>The ask with all of it.</summary>
    public WireBody Done() => _ask.Edit([.. _edits.Sorted().Concat(_more).OrderBy(edit => edit.Span.Start)]);

    public void Dispose() => _document.Dispose();

    private static byte[] Joined(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third = default) => [.. first, .. second, .. third];
}
