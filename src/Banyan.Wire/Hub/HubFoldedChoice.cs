using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>One choice of a folded answer: its blocks in the order they opened.</summary>
/// <param name="index">Which choice.</param>
public sealed class HubFoldedChoice(int index)
{
    private readonly List<HubBlock> _blocks = [];
    private HubBlock? _open;

    /// <summary>Which choice, from 0.</summary>
    public int Index => index;

    /// <summary>Text, refusals, thoughts and calls in the order they opened; none is empty but a signed or redacted thought.</summary>
    public IReadOnlyList<HubBlock> Blocks => _blocks;

    /// <summary>Why it finished; null when it did not.</summary>
    public HubFinish? Finish { get; set; }

    /// <summary>Sources in the order told.</summary>
    public List<HubCitation> Citations { get; } = [];

    /// <summary>Log probabilities in the order told, one piece per event.</summary>
    public List<JsonRaw> Logprobs { get; } = [];

    /// <summary>Whether any call was seen: it decides the finish form, not the last frame.</summary>
    public bool HasCalls => _blocks.Exists(block => block.Kind == HubBlockKind.Call);

    internal void AddText(HubBlockKind kind, JsonText text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (_open?.Kind != kind)
        {
            _blocks.Add(_open = new HubBlock(kind));
        }

        _open.Append(text);
    }

    internal void EndBlock() => _open = null;

    internal void EndThought(HubThoughtEnd end)
    {
        var block = _open?.Kind == HubBlockKind.Thought ? _open : null;
        if (block is null && end.Signature is not null)
        {
            _blocks.Add(block = new HubBlock(HubBlockKind.Thought));
        }

        block?.Close(end);
        _open = null;
    }

    internal void StartCall(HubCallStart start)
    {
        _blocks.Add(new HubBlock(HubBlockKind.Call) { Call = start });
        _open = null;
    }

    internal void AddArguments(HubCallDelta delta) => FindCall(delta.Index)?.Append(delta.Arguments);

    internal void EndCall(int callIndex)
    {
        if (FindCall(callIndex) is { } block)
        {
            block.IsClosed = true;
        }
    }

    private HubBlock? FindCall(int callIndex) => _blocks.Find(block => block.Call?.Index == callIndex);
}
