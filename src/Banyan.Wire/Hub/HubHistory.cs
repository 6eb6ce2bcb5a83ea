using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>A relayed history being mended for the target at hand: edits of its spans, and the names of what they leave out.</summary>
internal sealed class HubHistory(ReadOnlyMemory<byte> body, TargetFacts target)
{
    private readonly List<(int At, string Pointer)> _dropped = [];

    /// <summary>The edits so far.</summary>
    public BodyEdits Edits { get; } = new(body);

    /// <summary>Who gets the history.</summary>
    public TargetFacts Target => target;

    /// <summary>Mends a body by a walk from its root.</summary>
    public static HistoryEdits Mend(ReadOnlyMemory<byte> body, TargetFacts target, Action<HubHistory, JsonElement> walk)
    {
        using var document = JsonMembers.TryParse(body);
        if (document is null)
        {
            return HistoryEdits.None;
        }

        var history = new HubHistory(body, target);
        walk(history, document.RootElement);
        return new HistoryEdits(history.Edits.Sorted(), [.. history._dropped.OrderBy(one => one.At).Select(one => one.Pointer)]);
    }

    /// <summary>Names a value that is left out.</summary>
    public void Drop(JsonElement value, string pointer) => _dropped.Add((Edits.SpanOf(value).Start, pointer));

    /// <summary>Looks at a signature: a provider's own is kept, a carrier this target issued is put back; what is neither is foreign.</summary>
    /// <param name="value">The member's value.</param>
    /// <param name="mark">What stands before the carrier.</param>
    /// <returns>Whether it is foreign and must go.</returns>
    public bool IsForeign(JsonElement value, string mark = "")
    {
        if (value.Text() is not { } text || !text.StartsWith(mark + HubSignature.CarrierMark, StringComparison.Ordinal))
        {
            return false;
        }

        var opened = target.Seal?.Open(text[mark.Length..]);
        if (opened?.Issuer is not { Length: > 0 } issuer || issuer != target.Issuer)
        {
            return true;
        }

        Edits.Replace(value, opened.Value);
        return false;
    }
}
