using Banyan.GraphQL.Execution.Results;

namespace Banyan.GraphQL.Execution;

/// <summary>Work begun for an answer that ends later. It ends on any thread, and is taken up by the loop.</summary>
internal abstract class Arrival
{
    /// <summary>Whether the answer still has a place for what it brings.</summary>
    public virtual bool IsWanted(ResultTree tree) => true;

    /// <summary>Takes the outcome into the answer; on the loop only.</summary>
    public abstract void Resume();

    /// <summary>Nobody wants the outcome: looks at it so that nothing stays unobserved.</summary>
    public abstract void Discard();
}
