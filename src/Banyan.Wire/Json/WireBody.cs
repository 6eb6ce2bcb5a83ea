namespace Banyan.Wire.Json;

/// <summary>JSON bytes and the language they speak. Immutable.</summary>
/// <remarks>The bytes belong to whoever made the body (the door's pooled buffer) and live as long as the exchange.</remarks>
public sealed class WireBody
{
    private readonly WireBody? _asked;
    private ReadOnlyMemory<byte>? _bytes;
    private AskLens? _lens;

    /// <summary>Wraps bytes that were already checked to be one safe JSON value (<see cref="JsonSafety"/>).</summary>
    public WireBody(Dialect dialect, ReadOnlyMemory<byte> bytes, Operation operation, AskPath path = default)
    {
        Dialect = dialect;
        _bytes = bytes;
        Parts = [bytes];
        Operation = operation;
        Path = path;
    }

    private WireBody(WireBody asked, ReadOnlyMemory<byte>[] parts)
    {
        (_asked, Parts) = (asked._asked ?? asked, parts);
        (Dialect, Operation, Path) = (asked.Dialect, asked.Operation, asked.Path);
    }

    /// <summary>The language the bytes speak.</summary>
    public Dialect Dialect { get; }

    /// <summary>The body as it arrived, or as edited: then it is put together at first use. Who only sends it on sends <see cref="Parts"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes ??= SpanSplicer.Join(Parts);

    /// <summary>The body in pieces, in order: what was kept stands where it arrived, what was put in is its own.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Parts { get; }

    /// <summary>What the body asks for.</summary>
    public Operation Operation { get; }

    /// <summary>What the request's path said, for dialects that name the model there.</summary>
    public AskPath Path { get; }

    /// <summary>What any concern may read of the ask; found at first use.</summary>
    public AskLens Lens => _lens ??= Dialect.Read(Bytes, Operation, Path);

    /// <summary>The lens of the body as it was before any edit: for what no edit changes (whether it streams, how many choices), without another pass. Its offsets are not into these bytes.</summary>
    public AskLens Asked => (_asked ?? this).Lens;

    /// <summary>Makes a new body in which every byte outside the edited spans is kept.</summary>
    /// <param name="edits">In ascending order, not overlapping.</param>
    /// <exception cref="ArgumentException">The edits overlap or are out of order.</exception>
    public WireBody Edit(params ReadOnlySpan<SpanEdit> edits) =>
        edits.IsEmpty ? this : new WireBody(this, SpanSplicer.Splice(Bytes, edits));
}
