namespace Banyan.Wire.Json;

/// <summary>Replaces the bytes of one span; an empty span inserts, an empty replacement removes.</summary>
/// <param name="Span">What is replaced, in the body before any edit.</param>
/// <param name="Replacement">The new bytes, complete JSON for their place.</param>
public readonly record struct SpanEdit(ByteSpan Span, ReadOnlyMemory<byte> Replacement);
