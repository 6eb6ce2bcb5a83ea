using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution.Batching;

/// <summary>One batch during one run: every key is loaded once, whoever asks.</summary>
internal sealed class Loader<TKey, TValue>(Run run, IGraphBatch<TKey, TValue> batch) : ILoader
    where TKey : notnull
{
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> _known = [];
    private List<KeyValuePair<TKey, TaskCompletionSource<TValue?>>> _wanted = [];

    /// <summary>The value of a key, there or on its way. Under the desk's lock.</summary>
    public Task<TValue?> Want(TKey key, out bool isNew)
    {
        isNew = !_known.TryGetValue(key, out var source);
        if (source is null)
        {
            _known.Add(key, source = new TaskCompletionSource<TValue?>());
            _wanted.Add(KeyValuePair.Create(key, source));
        }

        return source.Task;
    }

    /// <inheritdoc />
    public void Send()
    {
        var wanted = run.Batches.Empty(ref _wanted);
        var context = new ResolverContext(run);
        ValueTask<IReadOnlyDictionary<TKey, TValue>> task;
        try
        {
            task = batch.LoadAsync([.. wanted.Select(one => one.Key)], context, context.Cancelled);
        }
        catch (Exception thrown)
        {
            task = ValueTask.FromException<IReadOnlyDictionary<TKey, TValue>>(thrown);
        }

        new LoadCall<TKey, TValue>(run, wanted, task).Watch();
    }
}
