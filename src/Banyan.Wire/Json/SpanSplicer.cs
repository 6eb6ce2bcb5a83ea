namespace Banyan.Wire.Json;

/// <summary>Joins kept and replaced ranges into one new array.</summary>
internal static class SpanSplicer
{
    public static byte[] Splice(ReadOnlySpan<byte> body, ReadOnlySpan<SpanEdit> edits)
    {
        var length = body.Length;
        var position = 0;
        foreach (var (span, replacement) in edits)
        {
            if (span.Start < position || span.End > body.Length)
            {
                throw new ArgumentException("Edits must be in ascending order, inside the body, and must not overlap.", nameof(edits));
            }

            position = span.End;
            length += replacement.Length - span.Length;
        }

        var result = GC.AllocateUninitializedArray<byte>(length);
        var target = result.AsSpan();
        position = 0;
        foreach (var (span, replacement) in edits)
        {
            var kept = body[position..span.Start];
            kept.CopyTo(target);
            replacement.Span.CopyTo(target[kept.Length..]);
            target = target[(kept.Length + replacement.Length)..];
            position = span.End;
        }

        body[position..].CopyTo(target);
        return result;
    }
}
