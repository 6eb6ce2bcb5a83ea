using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>How a candidate stood when a decision looked at it. The default is that of one which may be asked as any other.</summary>
/// <param name="Lack">What it lacks; null when it can answer.</param>
/// <param name="Gate">The state of its circuit; open also while every key of its provider rests.</param>
/// <param name="IsResting">Whether every key of its provider rests.</param>
/// <param name="IsFull">Whether its provider is at its rate limit.</param>
internal readonly record struct Standing(Lack? Lack, CandidateGate Gate, bool IsResting, bool IsFull)
{
    /// <summary>Whether there is nothing to note of it.</summary>
    public bool IsOrdinary => Lives && Gate == CandidateGate.Closed;

    /// <summary>Whether it is one of those to choose among.</summary>
    public bool Lives => Lack is null && !IsFull && Gate != CandidateGate.Open;

    /// <summary>Why it is out, in words that follow its name; null when it is in.</summary>
    public string? Reason => Lack?.Words ?? (IsFull ? "is at its rate limit" : Gate != CandidateGate.Open ? null : IsResting ? "rests until a key may be used again" : "is down");
}
