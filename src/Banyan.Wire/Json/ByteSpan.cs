namespace Banyan.Wire.Json;

/// <summary>A range of bytes in a body.</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="Length">Number of bytes.</param>
public readonly record struct ByteSpan(int Start, int Length)
{
    /// <summary>Offset after the last byte.</summary>
    public int End => Start + Length;

    /// <summary>Takes the range out of a body.</summary>
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body) => body.Slice(Start, Length);

    /// <summary>Takes the range out of a body.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> body) => body.Slice(Start, Length);
}
