using System.Collections.Concurrent;

namespace Banyan.GraphQL.Transport.Documents;

/// <summary>What a plan is found by: the text, the operation in it, and whether introspection was allowed when it was checked.</summary>
internal readonly record struct PlanKey(DocumentHash Hash, string? OperationName, bool MayIntrospect);

/// <summary>Plans of validated operations. Looking one up takes no lock; of those not used since the last look round, the oldest goes first.</summary>
internal sealed class PlanCache(int maxPlans, long maxBytes)
{
    // A parsed and planned document takes some twenty times its text.
    private const int BytesPerCharacter = 20;
    private const int BytesPerPlan = 1_024;

    private readonly ConcurrentDictionary<PlanKey, Entry> _plans = new();
    private readonly Queue<PlanKey> _order = new();
    private readonly Lock _gate = new();
    private long _bytes;

    public int Count => _plans.Count;

    /// <summary>A plan; null when it is not kept.</summary>
    public PlannedOperation? Find(PlanKey key)
    {
        if (!_plans.TryGetValue(key, out var entry))
        {
            return null;
        }

        entry.IsUsed = true;
        return entry.Plan;
    }

    /// <summary>Keeps a plan.</summary>
    public void Add(PlanKey key, PlannedOperation plan)
    {
        var bytes = BytesPerPlan + ((long)plan.Plan.Document.Source.Length * BytesPerCharacter);
        if (bytes > maxBytes)
        {
            return;
        }

        lock (_gate)
        {
            if (!_plans.TryAdd(key, new Entry(plan, bytes)))
            {
                return;
            }

            _order.Enqueue(key);
            _bytes += bytes;
            while (_plans.Count > maxPlans || _bytes > maxBytes)
            {
                GiveUpOne();
            }
        }
    }

    private void GiveUpOne()
    {
        var key = _order.Dequeue();
        var entry = _plans[key];
        if (entry.IsUsed)
        {
            entry.IsUsed = false;
            _order.Enqueue(key);
            return;
        }

        _plans.TryRemove(key, out _);
        _bytes -= entry.Bytes;
    }

    private sealed class Entry(PlannedOperation plan, long bytes)
    {
        public PlannedOperation Plan { get; } = plan;

        public long Bytes { get; } = bytes;

        public bool IsUsed { get; set; }
    }
}
