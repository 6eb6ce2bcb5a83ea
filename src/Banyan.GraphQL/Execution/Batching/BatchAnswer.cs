namespace Banyan.GraphQL.Execution.Batching;

/// <summary>A batch's values where some keys failed: those fail alone, the others have their values.</summary>
public sealed class BatchAnswer<TKey, TValue> : Dictionary<TKey, TValue>
    where TKey : notnull
{
    /// <summary>Why a key could not be loaded.</summary>
    public Dictionary<TKey, Exception> Failures { get; } = [];
}
