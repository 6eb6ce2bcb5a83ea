using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution.Batching;

/// <summary>Collects fields and keys until no resolver can go on; then each kind is one call.</summary>
internal sealed class BatchDesk(Run run)
{
    private readonly Lock _gate = new();
    private Dictionary<FieldPlan, FieldBatch>? _fields;
    private Dictionary<object, ILoader>? _loaders;
    private List<ILoader>? _wanting;
    private int _waiters;

    /// <summary>Whether fields wait to be resolved together.</summary>
    public bool HasFields => _fields is { Count: > 0 };

    /// <summary>Whether there is anything to send.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_gate)
            {
                return HasFields || _wanting is { Count: > 0 };
            }
        }
    }

    /// <summary>Adds a parent to those a field is resolved for together.</summary>
    public void Add(int cell, FieldPlan field, FieldResolver.Batch resolver, object? parent, ArgumentValues arguments)
    {
        _fields ??= [];
        if (!_fields.TryGetValue(field, out var batch))
        {
            _fields.Add(field, batch = new FieldBatch(run, field, resolver, arguments));
        }

        batch.Add(cell, parent);
    }

    /// <summary>One value through a batch; from any thread.</summary>
    public ValueTask<TValue?> LoadAsync<TKey, TValue>(IGraphBatch<TKey, TValue> batch, TKey key)
        where TKey : notnull
    {
        Task<TValue?> found;
        bool isFirst;
        lock (_gate)
        {
            _loaders ??= new Dictionary<object, ILoader>(ReferenceEqualityComparer.Instance);
            if (!_loaders.TryGetValue(batch, out var loader))
            {
                _loaders.Add(batch, loader = new Loader<TKey, TValue>(run, batch));
            }

            found = ((Loader<TKey, TValue>)loader).Want(key, out var isNew);
            _waiters += found.IsCompleted ? 0 : 1;
            isFirst = isNew && (_wanting is null || !_wanting.Contains(loader));
            if (isFirst)
            {
                (_wanting ??= []).Add(loader);
            }
        }

        if (isFirst)
        {
            run.Inbox.Knock();
        }

        return new ValueTask<TValue?>(found);
    }

    /// <summary>Sends everything that waits. Resolvers that are still on their way elsewhere get one chance to add their keys first.</summary>
    public async ValueTask SendAsync()
    {
        if (run.LiveCount > Volatile.Read(ref _waiters))
        {
            await Task.Yield();
        }

        var fields = _fields;
        _fields = null;
        List<ILoader>? loaders;
        lock (_gate)
        {
            (loaders, _wanting) = (_wanting, null);
            _waiters = 0;
        }

        foreach (var batch in fields?.Values ?? Enumerable.Empty<FieldBatch>())
        {
            batch.Send();
        }

        foreach (var loader in loaders ?? [])
        {
            loader.Send();
        }
    }

    /// <summary>The keys a loader has to send now.</summary>
    public List<T> Empty<T>(ref List<T> keys)
    {
        lock (_gate)
        {
            (var taken, keys) = (keys, []);
            return taken;
        }
    }
}
