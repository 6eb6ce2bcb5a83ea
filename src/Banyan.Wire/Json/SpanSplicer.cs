namespace Banyan.Wire.Json;

/// <summary>Cuts a body into kept and replaced pieces, and joins pieces into one new array.</summary>
internal static class SpanSplicer
{
    /// <summary>The edited body in pieces; nothing is copied.</summary>
    /// <exception cref="ArgumentException">The edits overlap, are out of order, or reach beyond the body.</exception>
    public static ReadOnlyMemory<byte>[] Splice(ReadOnlyMemory<byte> body, ReadOnlySpan<SpanEdit> edits)
    {
        var parts = new List<ReadOnlyMemory<byte>>((2 * edits.Length) + 1);
        var position = 0;
        foreach (var (span, replacement) in edits)
        {
            if (span.Start < position || span.End > body.Length)
            {
                throw new ArgumentException("Edits must be in ascending order, inside the body, and must not overlap.", nameof(edits));
            }

            Add(parts, body[position..span.Start]);
            Add(parts, replacement);
            position = span.End;
        }

        Add(parts, body[position..]);
        return [.. parts];
    }

    /// <summary>One array of all pieces.</summary>
    public static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var length = 0;
        foreach (var part in parts)
        {
            length += part.Length;
        }

        var result = GC.AllocateUninitializedArray<byte>(length);
        var target = result.AsSpan();
        foreach (var part in parts)
        {
            part.Span.CopyTo(target);
            target = target[part.Length..];
        }

        return result;
    }

    private static void Add(List<ReadOnlyMemory<byte>> parts, ReadOnlyMemory<byte> part)
    {
        if (!part.IsEmpty)
        {
            parts.Add(part);
        }
    }
}
