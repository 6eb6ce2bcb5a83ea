using Banyan.Host.Telemetry.Exposition;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>Counts per bucket, and their sum. Lock-free; a reader may see an observation in a bucket before it is in the sum.</summary>
internal sealed class HistogramCell(IReadOnlyList<double> bounds) : ICell
{
    private readonly long[] _buckets = new long[bounds.Count + 1];
    private double _sum;

    public void Add(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref _buckets[bucket]);
        var seen = Volatile.Read(ref _sum);
        double before;
        do
        {
            before = seen;
            seen = Interlocked.CompareExchange(ref _sum, before + value, before);
        }
        while (!seen.Equals(before));
    }

    public void Write(ExpositionWriter writer, MetricSpec spec, ReadOnlySpan<byte> labels)
    {
        var total = 0L;
        for (var i = 0; i < _buckets.Length; i++)
        {
            total += Interlocked.Read(ref _buckets[i]);
            writer.Sample(spec.Name, "_bucket", labels, "le", i < bounds.Count ? writer.Bound(bounds[i]) : "+Inf", total);
        }

        writer.Sample(spec.Name, "_sum", labels, "", "", Volatile.Read(ref _sum));
        writer.Sample(spec.Name, "_count", labels, "", "", total);
    }
}
