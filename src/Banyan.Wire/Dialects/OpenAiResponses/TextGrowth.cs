using System.Buffers;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>A text that grows delta by delta, kept as it was escaped.</summary>
internal sealed class TextGrowth
{
    private readonly ArrayBufferWriter<byte> _escaped = new();

    public JsonText Whole => new(_escaped.WrittenMemory);

    public bool IsEmpty => _escaped.WrittenCount == 0;

    public void Add(JsonText text) => _escaped.Write(text.Escaped.Span);

    public void Add(ReadOnlySpan<byte> escaped) => _escaped.Write(escaped);
}
