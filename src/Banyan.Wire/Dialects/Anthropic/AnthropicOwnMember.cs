using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Finds the top-level member <c>banyan</c> with the one comma that must go with it.</summary>
internal sealed class AnthropicOwnMember
{
    private int _previousEnd = -1;
    private int _start = -1;
    private int _end = -1;
    private bool _wantsNext;

    public void OnName(int nameStart, bool isOwn)
    {
        if (_wantsNext)
        {
            _end = nameStart;
            _wantsNext = false;
        }

        if (isOwn)
        {
            _start = _previousEnd < 0 ? nameStart : _previousEnd;
        }
    }

    public void OnValueEnd(int valueEnd, bool isOwn)
    {
        if (isOwn)
        {
            _wantsNext = _previousEnd < 0;
            _end = valueEnd;
        }

        _previousEnd = valueEnd;
    }

    /// <summary>The span to take out so that the rest stays one JSON object; null when there is no such member.</summary>
    public ByteSpan? Span(int endOfObject) => _start < 0 || _end > endOfObject ? null : new ByteSpan(_start, _end - _start);
}
