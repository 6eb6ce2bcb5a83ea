using System.Collections.Frozen;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.State;

/// <summary>Everything a run is pinned to when its plan is accepted, so that any node can go on with it.</summary>
internal sealed record RunPin
{
    /// <summary>The plan. Nothing adds to it.</summary>
    public required Plan Plan { get; init; }

    /// <summary>For whom.</summary>
    public required Subject Subject { get; init; }

    /// <summary>The user's own words values may be taken from.</summary>
    public IReadOnlyList<string> UserWords { get; init; } = [];

    /// <summary>Whether a program asked for the intent by name.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Things the conversation spoke of.</summary>
    public IReadOnlyList<SpokenEntity> Entities { get; init; } = [];

    /// <summary>What the message had spent when the plan was accepted; null in journals of earlier releases.</summary>
    public Spending? Spent { get; init; }

    /// <summary>Hash of each intent's definition, so that a node without the pinned catalogue knows whether its own will do.</summary>
    public IReadOnlyDictionary<string, string> Definitions { get; init; } = FrozenDictionary<string, string>.Empty;
}
