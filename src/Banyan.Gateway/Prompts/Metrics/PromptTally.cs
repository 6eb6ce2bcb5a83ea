using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>Counts exchanges that were composed from prompts, as they end. Thread-safe, bounded.</summary>
internal sealed class PromptTally : IExchangeObserver
{
    // While the store is away counts go on adding up; which request was which is forgotten beyond this.
    private const int MostCalls = 50_000, MostKeys = 100_000;
    private readonly Lock _gate = new();
    private readonly List<PromptCall> _calls = [];
    private readonly Dictionary<(Guid, DateTimeOffset), VersionCount> _versions = [];
    private readonly Dictionary<(Guid, DateTimeOffset, string, int), TimeCount> _times = [];
    private readonly Dictionary<(Guid, string, string), UnitCount> _units = [];

    /// <inheritdoc />
    public void Ended(ExchangeRecord record)
    {
        // What was refused before anything was sent says nothing of the prompt.
        if (record.Exchange.Prompt is not { } use || record.Outcome == Outcome.Refused)
        {
            return;
        }

        var counted = TallyRow.Of(record, use);
        lock (_gate)
        {
            Add(counted);
        }
    }

    /// <summary>Takes what was counted; null when nothing was.</summary>
    public TallyBatch? Take()
    {
        lock (_gate)
        {
            if (_versions.Count == 0 && _calls.Count == 0)
            {
                return null;
            }

            var batch = new TallyBatch { Calls = [.. _calls], Versions = [.. _versions.Values], Times = [.. _times.Values], Units = [.. _units.Values] };
            _calls.Clear();
            _versions.Clear();
            _times.Clear();
            _units.Clear();
            return batch;
        }
    }

    /// <summary>Gives back what could not be written.</summary>
    public void Return(TallyBatch batch)
    {
        lock (_gate)
        {
            Add(batch);
        }
    }

    private void Add(TallyBatch batch)
    {
        _calls.AddRange(batch.Calls.Take(MostCalls - _calls.Count));
        foreach (var one in batch.Versions)
        {
            Add(_versions, (one.VersionId, one.Hour), one, (known, more) => known.Plus(more));
        }

        foreach (var one in batch.Times)
        {
            Add(_times, (one.VersionId, one.Hour, one.Kind, one.Bucket), one, (known, more) => known with { Calls = known.Calls + more.Calls });
        }

        foreach (var one in batch.Units)
        {
            Add(_units, (one.ExperimentId, one.UnitHash, one.Variant), one, (known, more) => known.Plus(more));
        }
    }

    private static void Add<TKey, TCount>(Dictionary<TKey, TCount> counts, TKey key, TCount more, Func<TCount, TCount, TCount> plus)
        where TKey : notnull
    {
        if (counts.TryGetValue(key, out var known))
        {
            counts[key] = plus(known, more);
        }
        else if (counts.Count < MostKeys)
        {
            counts[key] = more;
        }
    }
}
