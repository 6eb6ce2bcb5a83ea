using System.Runtime.CompilerServices;

namespace Banyan.GraphQL.Execution.Batching;

/// <summary>One call of a batch. Its keys are answered on the loop, one after the other, so that what they set off is collected together again.</summary>
internal sealed class LoadCall<TKey, TValue>(
    Run run, List<KeyValuePair<TKey, TaskCompletionSource<TValue?>>> wanted, ValueTask<IReadOnlyDictionary<TKey, TValue>> task) : LoadArrival
    where TKey : notnull
{
    private readonly ValueTaskAwaiter<IReadOnlyDictionary<TKey, TValue>> _awaiter = task.GetAwaiter();

    /// <summary>Begins to watch; a call that ended already is taken at once.</summary>
    public void Watch()
    {
        if (_awaiter.IsCompleted)
        {
            Resume();
            return;
        }

        _awaiter.UnsafeOnCompleted(() => run.Inbox.Post(this));
    }

    /// <inheritdoc />
    public override void Resume()
    {
        IReadOnlyDictionary<TKey, TValue> values;
        try
        {
            values = _awaiter.GetResult();
        }
        catch (Exception thrown)
        {
            foreach (var (_, source) in wanted)
            {
                source.SetException(thrown);
            }

            return;
        }

        var failures = (values as BatchAnswer<TKey, TValue>)?.Failures;
        foreach (var (key, source) in wanted)
        {
            if (failures is not null && failures.TryGetValue(key, out var failure))
            {
                source.SetException(failure);
            }
            else
            {
                source.SetResult(values.TryGetValue(key, out var value) ? value : default);
            }
        }
    }

    /// <inheritdoc />
    public override void Discard()
    {
        try
        {
            _awaiter.GetResult();
        }
        catch (Exception)
        {
            // The run is over: nobody waits for the keys.
        }
    }
}
