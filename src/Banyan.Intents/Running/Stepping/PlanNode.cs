using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>A step and what it waits for.</summary>
/// <param name="Step">The step.</param>
/// <param name="Intent">Its intent; null when the pinned catalogue has none such.</param>
/// <param name="Needs">Steps that must have ended well: those it takes values from, and those it comes after.</param>
/// <param name="Looks">Steps its condition looks at; they must merely have ended.</param>
/// <param name="Behind">Steps the write barrier puts before it; they too must merely have ended.</param>
internal sealed record PlanNode(PlanStep Step, Intent? Intent, IReadOnlySet<string> Needs, IReadOnlySet<string> Looks, IReadOnlySet<string> Behind)
{
    /// <summary>Everything that must have ended before it.</summary>
    public IEnumerable<string> Waits => Needs.Concat(Looks).Concat(Behind);

    /// <summary>Whether it changes something. What is unknown counts as a change.</summary>
    public bool IsWrite => Intent?.Effect is not Effect.Read;
}
