using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>What must change in the history of an ask that stays in its language, because an earlier answer of it was translated.</summary>
/// <param name="Edits">Spans in ascending order; empty when the history goes up as it stands.</param>
/// <param name="Dropped">Pointers of what is left out, in request order.</param>
public sealed record HistoryEdits(IReadOnlyList<SpanEdit> Edits, IReadOnlyList<string> Dropped)
{
    /// <summary>Nothing to change.</summary>
    public static HistoryEdits None { get; } = new([], []);

    /// <summary>The refusal of a strict exchange that would lose something; null when nothing is lost.</summary>
    public Failure? StrictRefusal => Dropped.Count == 0 ? null : new Failure(
        FailureKind.CallerFault,
        "unsupported_parameter",
        $"Strict mode may lose nothing, and the chosen model takes no reasoning of another one back: {string.Join(", ", Dropped)}.")
    {
        Param = Dropped[0],
    };
}
