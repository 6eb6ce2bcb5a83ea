using Banyan.Intents.Migration.Store;

namespace Banyan.Intents.Migration;

/// <summary>Adds up in memory what goes to the store in batches, off the way of calls. Thread-safe; nothing is lost when a batch can't be written.</summary>
internal sealed class RouteLedger
{
    private const int MostDiffs = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<CallCount, CallCount> _calls = [];
    private readonly Dictionary<(string Tenant, string Intent), StageRow> _stages = [];
    private readonly Dictionary<(string Tenant, string Person, string Family), RouteBinding> _bindings = [];
    private readonly Dictionary<(string Tenant, string Intent, string Path), NoiseCount> _noise = [];
    private readonly Dictionary<DemandCount, long> _demand = [];
    private readonly Dictionary<UnmetCount, long> _unmet = [];
    private List<ShadowDiff> _diffs = [];

    private long _lostDiffs;

    /// <summary>Adds calls; <see cref="CallCount.At"/> is cut to its minute.</summary>
    public void Add(CallCount count)
    {
        var at = count.At.AddTicks(-(count.At.Ticks % TimeSpan.TicksPerMinute));
        var key = count with { At = at, Calls = 0, Errors = 0, Fallbacks = 0 };
        lock (_gate)
        {
            var sum = _calls.GetValueOrDefault(key) ?? key;
            _calls[key] = sum with { Calls = sum.Calls + count.Calls, Errors = sum.Errors + count.Errors, Fallbacks = sum.Fallbacks + count.Fallbacks };
        }
    }

    /// <summary>Puts a stage's row; the latest wins.</summary>
    public void Put(StageRow row)
    {
        lock (_gate)
        {
            _stages[(row.Tenant, row.Intent)] = row;
        }
    }

    /// <summary>Puts a binding the store could not take.</summary>
    public void Put(RouteBinding binding)
    {
        lock (_gate)
        {
            _bindings[(binding.Tenant, binding.Person, binding.Family)] = binding;
        }
    }

    /// <summary>Adds differences.</summary>
    public void Add(IReadOnlyCollection<ShadowDiff> diffs)
    {
        lock (_gate)
        {
            _diffs.AddRange(diffs);
            Bound();
        }
    }

    /// <summary>How many differences found no place since this was last asked, because the store was away too long. Their comparisons are counted all the same.</summary>
    public long TakeLostDiffs() => Interlocked.Exchange(ref _lostDiffs, 0);

    /// <summary>Adds noise.</summary>
    public void Add(NoiseCount count)
    {
        lock (_gate)
        {
            var key = (count.Tenant, count.Intent, count.Path);
            _noise[key] = _noise.TryGetValue(key, out var sum) ? sum with { Tests = sum.Tests + count.Tests, Differed = sum.Differed + count.Differed } : count;
        }
    }

    /// <summary>Adds demand.</summary>
    public void Add(DemandCount count)
    {
        lock (_gate)
        {
            var key = count with { Messages = 0 };
            _demand[key] = _demand.GetValueOrDefault(key) + count.Messages;
        }
    }

    /// <summary>Adds unmet requests.</summary>
    public void Add(UnmetCount count)
    {
        lock (_gate)
        {
            var key = count with { Messages = 0 };
            _unmet[key] = _unmet.GetValueOrDefault(key) + count.Messages;
        }
    }

    /// <summary>Takes everything out.</summary>
    public RouteBatch Take()
    {
        lock (_gate)
        {
            var batch = new RouteBatch
            {
                Stages = [.. _stages.Values],
                Bindings = [.. _bindings.Values],
                Calls = [.. _calls.Values],
                Diffs = _diffs,
                Noise = [.. _noise.Values],
                Demand = [.. _demand.Select(pair => pair.Key with { Messages = pair.Value })],
                Unmet = [.. _unmet.Select(pair => pair.Key with { Messages = pair.Value })],
            };
            _stages.Clear();
            _bindings.Clear();
            _calls.Clear();
            _diffs = [];
            _noise.Clear();
            _demand.Clear();
            _unmet.Clear();
            return batch;
        }
    }

    /// <summary>Puts back a batch that could not be written, under what came since.</summary>
    public void Restore(RouteBatch batch)
    {
        foreach (var count in batch.Calls)
        {
            Add(count);
        }

        foreach (var count in batch.Noise)
        {
            Add(count);
        }

        foreach (var count in batch.Demand)
        {
            Add(count);
        }

        foreach (var count in batch.Unmet)
        {
            Add(count);
        }

        lock (_gate)
        {
            _diffs = [.. batch.Diffs, .. _diffs];
            Bound();
            foreach (var row in batch.Stages)
            {
                _stages.TryAdd((row.Tenant, row.Intent), row);
            }

            foreach (var binding in batch.Bindings)
            {
                _bindings.TryAdd((binding.Tenant, binding.Person, binding.Family), binding);
            }
        }
    }

    private void Bound()
    {
        if (_diffs.Count > MostDiffs)
        {
            Interlocked.Add(ref _lostDiffs, _diffs.Count - MostDiffs);
            _diffs.RemoveRange(0, _diffs.Count - MostDiffs);
        }
    }
}
