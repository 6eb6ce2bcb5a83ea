namespace Banyan.GraphQL.Types;

/// <summary>Loads many values in one call. One instance serves one kind of load; instances are compared, so make it a singleton or a scoped service.</summary>
public interface IGraphBatch<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The values there are; a key without one is left out.</summary>
    /// <param name="keys">Each once, in the order first asked for; never empty.</param>
    /// <param name="context">Services and identity of the request; arguments are not to be read here.</param>
    /// <param name="cancellationToken">Signalled when nobody waits any longer.</param>
    ValueTask<IReadOnlyDictionary<TKey, TValue>> LoadAsync(IReadOnlyList<TKey> keys, FieldContext context, CancellationToken cancellationToken);
}
