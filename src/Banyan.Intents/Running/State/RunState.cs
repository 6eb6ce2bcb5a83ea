using System.Collections.Immutable;
using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.State;

/// <summary>Where a run stands: the fold of its journal. Immutable.</summary>
internal sealed record RunState
{
    /// <summary>Number of the last event folded in.</summary>
    public long Head { get; init; }

    /// <summary>Where it stands.</summary>
    public RunStatus Status { get; init; } = RunStatus.Planned;

    /// <summary>Data of the message that began it; undefined before, and after an erasure an empty object.</summary>
    public JsonElement Message { get; init; }

    /// <summary>What it is pinned to; null before the plan.</summary>
    public RunPin? Pin { get; init; }

    /// <summary>Steps that have ended, by id; elements of a list (<c>s2#1</c>) beside the whole (<c>s2</c>).</summary>
    public ImmutableDictionary<string, StepOutcome> Ended { get; init; } = ImmutableDictionary<string, StepOutcome>.Empty;

    /// <summary>When each of them ended.</summary>
    public ImmutableDictionary<string, DateTimeOffset> EndedAt { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Steps that were begun and have not ended.</summary>
    public ImmutableDictionary<string, StepStart> Begun { get; init; } = ImmutableDictionary<string, StepStart>.Empty;

    /// <summary>When each of them was begun.</summary>
    public ImmutableDictionary<string, DateTimeOffset> BegunAt { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>The confirmation it waits for; null when none.</summary>
    public ConfirmationAsked? Waits { get; init; }

    /// <summary>What the user said yes to: hash by step.</summary>
    public ImmutableDictionary<string, string> Confirmed { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Steps that may not run any more, and why: the word of the confirmation.</summary>
    public ImmutableDictionary<string, string> Refused { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether what was done is to be taken back when a part fails.</summary>
    public bool IsAllOrNothing { get; init; }

    /// <summary>Steps that were tried to be taken back.</summary>
    public ImmutableHashSet<string> TakenBack { get; init; } = [];

    /// <summary>What is to be asked of the user, as the flow kept it; null when nothing.</summary>
    public JsonElement? Draft { get; init; }

    /// <summary>The answer to the last message, as far as it was released.</summary>
    public string AnswerText { get; init; } = "";

    /// <summary>The last whole answer; null before the first.</summary>
    public JsonElement? Answer { get; init; }

    /// <summary>What its answers so far have spent, all together.</summary>
    public Spending Told { get; init; } = Spending.None;

    /// <summary>What the message that is being answered is known to have spent already: its plan. None when its answer is whole, and behind a yes.</summary>
    public Spending Open => Answer is null && Told == Spending.None ? Pin?.Spent ?? Spending.None : Spending.None;

    /// <summary>How it ended; null before.</summary>
    public RunEnded? End { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? OverAt { get; init; }
}
