namespace Banyan.Gateway.Routing.Learning;

/// <summary>What this node saw since it was last written down, by model, kind of prompt and hour. Thread-safe.</summary>
internal sealed class EvidenceTally(TimeProvider time)
{
    private readonly Lock _gate = new();
    private Dictionary<(string Model, string Category, DateTimeOffset Hour), EvidenceCount> _counts = [];

    /// <summary>Adds to the present hour.</summary>
    public void Count(string model, string category, in EvidenceCount seen)
    {
        var now = time.GetUtcNow();
        Add(new ModelStat(model, category, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour)), seen));
    }

    /// <summary>Takes everything.</summary>
    public IReadOnlyList<ModelStat> Take()
    {
        lock (_gate)
        {
            IReadOnlyList<ModelStat> taken = [.. _counts.Select(entry => new ModelStat(entry.Key.Model, entry.Key.Category, entry.Key.Hour, entry.Value))];
            _counts = [];
            return taken;
        }
    }

    /// <summary>Gives back what could not be written.</summary>
    public void Return(IReadOnlyList<ModelStat> taken)
    {
        foreach (var stat in taken)
        {
            Add(stat);
        }
    }

    private void Add(ModelStat stat)
    {
        lock (_gate)
        {
            var key = (stat.Model, stat.Category, stat.Hour);
            _counts[key] = _counts.TryGetValue(key, out var before) ? before.Plus(stat.Seen) : stat.Seen;
        }
    }
}
