using System.Collections.Concurrent;
using Banyan.Host.Telemetry.Exposition;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>A metric whose series are made when first seen, up to a bound; what comes after is counted as <c>other</c>. No locks on the way of an exchange.</summary>
internal sealed class Family<TCell>(MetricSpec spec, Func<TCell> make) : IFamily
    where TCell : class, ICell
{
    /// <summary>Most series of a metric, whatever callers and configurations bring.</summary>
    public const int MostSeries = 5_000;

    private readonly ConcurrentDictionary<LabelSet, Series<TCell>> _series = new();
    private int _count;

    public MetricSpec Spec => spec;

    /// <summary>Called beside every recording, for those who export as it happens; null for nobody.</summary>
    public Action<LabelSet, double>? Beside { get; set; }

    public IEnumerable<KeyValuePair<LabelSet, double>> Values => _series.Where(entry => entry.Value.Cell is CounterCell)
        .Select(entry => KeyValuePair.Create(entry.Key, ((CounterCell)(object)entry.Value.Cell).Value * spec.Scale));

    /// <summary>Records a number on the series of these labels.</summary>
    public void Add(in LabelSet labels, double value = 1)
    {
        var series = _series.TryGetValue(labels, out var known) ? known : Make(labels);
        series.Cell.Add(value);
        Beside?.Invoke(labels, value);
    }

    public void Write(ExpositionWriter writer)
    {
        if (_series.IsEmpty)
        {
            return;
        }

        writer.Head(spec);
        foreach (var (_, series) in _series)
        {
            series.Cell.Write(writer, spec, series.Labels);
        }
    }

    private Series<TCell> Make(in LabelSet labels)
    {
        var kept = Volatile.Read(ref _count) >= MostSeries ? LabelSet.Overflow : labels;
        return _series.GetOrAdd(kept, static (set, family) => family.New(set), this);
    }

    private Series<TCell> New(LabelSet labels)
    {
        Interlocked.Increment(ref _count);
        return new Series<TCell>(make(), LabelText.Of(Spec.Labels, labels));
    }
}
