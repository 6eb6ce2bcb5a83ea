using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>A step that is being made.</summary>
internal sealed class StepDraft(string id, IntentCard card, Clause? clause)
{
    /// <summary><c>s1</c>, <c>s2</c>, …</summary>
    public string Id { get; } = id;

    /// <summary>What it does.</summary>
    public IntentCard Card { get; } = card;

    /// <summary>The words it comes from; null for a read that was added.</summary>
    public Clause? Clause { get; } = clause;

    /// <summary>Arguments found.</summary>
    public Dictionary<string, Argument> Args { get; } = new(StringComparer.Ordinal);

    /// <summary>Parameters that must be asked for.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Its condition; null for always.</summary>
    public StepCondition? When { get; set; }

    /// <summary>Words of the condition its own is the opposite of; null when it is nobody's.</summary>
    public string? Contrary { get; set; }

    /// <summary>Steps it waits for.</summary>
    public List<string> After { get; } = [];

    /// <summary>The finished step.</summary>
    public PlanStep Finish() => new(Id, Card.Intent.Key) { After = [.. After], Args = Args, When = When };
}
