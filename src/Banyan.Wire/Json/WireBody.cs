namespace Banyan.Wire.Json;

/// <summary>JSON bytes and the language they speak. Immutable.</summary>
/// <remarks>The bytes belong to whoever made the body (the door's pooled buffer) and live as long as the exchange.</remarks>
public sealed class WireBody
{
    private AskLens? _lens;

    /// <summary>Wraps bytes that were already checked to be one safe JSON value (<see cref="JsonSafety"/>).</summary>
    public WireBody(Dialect dialect, ReadOnlyMemory<byte> bytes, Operation operation, AskPath path = default)
    {
        Dialect = dialect;
        Bytes = bytes;
        Operation = operation;
        Path = path;
    }

    /// <summary>The language the bytes speak.</summary>
    public Dialect Dialect { get; }

    /// <summary>The body as it arrived, or as edited.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What the body asks for.</summary>
    public Operation Operation { get; }

    /// <summary>What the request's path said, for dialects that name the model there.</summary>
    public AskPath Path { get; }

    /// <summary>What any concern may read of the ask; found at first use.</summary>
    public AskLens Lens => _lens ??= Dialect.Read(Bytes, Operation, Path);

    /// <summary>Makes a new body in which every byte outside the edited spans is kept.</summary>
    /// <param name="edits">In ascending order, not overlapping.</param>
    /// <exception cref="ArgumentException">The edits overlap or are out of order.</exception>
    public WireBody Edit(params ReadOnlySpan<SpanEdit> edits) =>
        edits.IsEmpty ? this : new WireBody(Dialect, SpanSplicer.Splice(Bytes.Span, edits), Operation, Path);
}
