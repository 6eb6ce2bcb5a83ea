using System.Runtime.InteropServices;
using System.Text.Json;

namespace Banyan.Wire.Json;

/// <summary>Collects edits of a body by its elements: values replaced, items and members taken out with the comma that goes with them.</summary>
/// <param name="body">The body the elements were parsed from, in place.</param>
internal sealed class BodyEdits(ReadOnlyMemory<byte> body)
{
    private readonly List<SpanEdit> _edits = [];

    /// <summary>The edits in ascending order; one inside a span that is taken out goes with it.</summary>
    public IReadOnlyList<SpanEdit> Sorted()
    {
        var sorted = new List<SpanEdit>(_edits.Count);
        foreach (var edit in _edits.OrderBy(edit => edit.Span.Start).ThenByDescending(edit => edit.Span.Length))
        {
            if (sorted.Count == 0 || edit.Span.Start >= sorted[^1].Span.End)
            {
                sorted.Add(edit);
            }
        }

        return sorted;
    }

    /// <summary>Replaces a value by a string.</summary>
    public void Replace(JsonElement value, string text) => Replace(value, JsonWriting.Write(writer => writer.WriteStringValue(text)));

    /// <summary>Replaces a value by another.</summary>
    public void Replace(JsonElement value, ReadOnlyMemory<byte> json) => _edits.Add(new SpanEdit(SpanOf(value), json));

    /// <summary>Takes items out of an array.</summary>
    public void RemoveItems(JsonElement array, IReadOnlySet<int> gone) => Remove([.. array.Items().Select(SpanOf)], gone);

    /// <summary>Takes members out of an object, every one of that name.</summary>
    public void RemoveMember(JsonElement value, string name)
    {
        var members = value.EnumerateObject().ToList();
        Remove([.. members.Select(SpanOf)], value.Members().Select((member, at) => (member.Name, At: at)).Where(member => member.Name == name).Select(member => member.At).ToHashSet());
    }

    /// <summary>Where a value stands.</summary>
    public ByteSpan SpanOf(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        body.Span.Overlaps(raw, out var at);
        return new ByteSpan(at, raw.Length);
    }

    /// <summary>Where a member stands, from the quote before its name to the end of its value.</summary>
    private ByteSpan SpanOf(JsonProperty member)
    {
        body.Span.Overlaps(JsonMarshal.GetRawUtf8PropertyName(member), out var name);
        return Between(name - 1, SpanOf(member.Value).End);
    }

    // A run that something follows goes up to what follows; the last run begins where what stands before it ends.
    private void Remove(IReadOnlyList<ByteSpan> all, IReadOnlySet<int> gone)
    {
        for (var first = 0; first < all.Count; first++)
        {
            if (!gone.Contains(first))
            {
                continue;
            }

            var next = first + 1;
            while (next < all.Count && gone.Contains(next))
            {
                next++;
            }

            var start = next == all.Count && first > 0 ? all[first - 1].End : all[first].Start;
            _edits.Add(new SpanEdit(Between(start, next < all.Count ? all[next].Start : all[^1].End), default));
            first = next;
        }
    }

    private static ByteSpan Between(int start, int end) => new(start, end - start);
}
