namespace Banyan.Intents.Spine;

/// <summary>What a planner returns, the only thing it may return. Never changed by a result.</summary>
internal sealed record Plan
{
    /// <summary>What was decided.</summary>
    public required PlanKind Kind { get; init; }

    /// <summary>The catalogue it was made with.</summary>
    public required string CatalogueVersion { get; init; }

    /// <summary><c>model</c>, <c>lexical</c>, or <c>direct</c> for an intent asked for by name.</summary>
    public required string Planner { get; init; }

    /// <summary>Why that planner, when it is not the configured one; null otherwise.</summary>
    public string? PlannerReason { get; init; }

    /// <summary>In the order of the user's words. Ids are <c>s1</c>, <c>s2</c>, …</summary>
    public IReadOnlyList<PlanStep> Steps { get; init; } = [];

    /// <summary>A template for the answer; null when the answer is to be worded.</summary>
    /// <remarks>
    /// <c>{s1.status}</c> a field of a step's result; <c>{s1.total|money}</c>, <c>{s1.eta|date}</c> as money, as a day. <c>{?s1.ok:…}</c> when the step succeeded,
    /// <c>{?s1.skipped:…}</c> when its condition did not hold, <c>{?s1.failed:…}</c> in every other end; <c>{?s1.eta:…}</c> when the field is there and not null.
    /// <c>{#s1.orders:…{orderId}…}</c> once for each element, whose own fields stand without a step; <c>{^s1.orders:…}</c> when the list is empty or not there.
    /// Sections nest. A step that ended and is named nowhere is told all the same. Braces stand for nothing else.
    /// </remarks>
    public string? AnswerTemplate { get; init; }

    /// <summary>The question that goes back; null when there is none.</summary>
    public Clarification? Clarify { get; init; }

    /// <summary>Parts of the message that nothing here can do; each is told to the user.</summary>
    public IReadOnlyList<string> Unmet { get; init; } = [];

    /// <summary>What to say when <see cref="Kind"/> is Answer or Refuse; null otherwise. A refusal's is a code as <c>denied_subject</c>, or plain words.</summary>
    public string? Words { get; init; }

    /// <summary>0 to 1.</summary>
    public double Confidence { get; init; } = 1;
}
