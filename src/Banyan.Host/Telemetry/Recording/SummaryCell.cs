using Banyan.Host.Telemetry.Exposition;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>Quantiles of the last ten minutes, within 2 %: counts per geometric step in two windows of five minutes, the older dropped as a third begins.</summary>
internal sealed class SummaryCell(TimeProvider time) : ICell
{
    private const double Growth = 1.04;
    private const int Steps = 480;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly (string Text, double Rank)[] Quantiles = [("0.5", 0.5), ("0.95", 0.95), ("0.99", 0.99)];

    private readonly Lock _gate = new();
    private uint[] _now = new uint[Steps];
    private uint[] _before = new uint[Steps];
    private long _window = WindowAt(time);
    private long _count;
    private double _sum;

    public void Add(double value)
    {
        var step = StepOf(value);
        lock (_gate)
        {
            Turn();
            _now[step]++;
            _count++;
            _sum += value;
        }
    }

    public void Write(ExpositionWriter writer, MetricSpec spec, ReadOnlySpan<byte> labels)
    {
        Span<double> values = stackalloc double[Quantiles.Length];
        long count;
        double sum;
        lock (_gate)
        {
            Turn();
            (count, sum) = (_count, _sum);
            Read(values);
        }

        for (var i = 0; i < values.Length; i++)
        {
            writer.Sample(spec.Name, "", labels, "quantile", Quantiles[i].Text, values[i]);
        }

        writer.Sample(spec.Name, "_sum", labels, "", "", sum);
        writer.Sample(spec.Name, "_count", labels, "", "", count);
    }

    /// <summary>The first step ends at 0.1, each next one 4 % higher; 480 of them reach beyond three hours in milliseconds.</summary>
    private static int StepOf(double value) => value <= 0.1 ? 0 : Math.Min(Steps - 1, (int)Math.Ceiling(Math.Log(value / 0.1) / Math.Log(Growth)));

    private static long WindowAt(TimeProvider clock) => clock.GetUtcNow().UtcTicks / Window.Ticks;

    private void Turn()
    {
        var window = WindowAt(time);
        if (window == _window)
        {
            return;
        }

        (_before, _now) = (_now, _before);
        Array.Clear(_now);
        if (window != _window + 1)
        {
            Array.Clear(_before);
        }

        _window = window;
    }

    /// <summary>The middle of the step in which each rank falls; not a number while nothing was seen.</summary>
    private void Read(Span<double> values)
    {
        values.Fill(double.NaN);
        var total = 0L;
        for (var i = 0; i < Steps; i++)
        {
            total += _now[i] + (long)_before[i];
        }

        var (seen, next) = (0L, 0);
        for (var i = 0; i < Steps && next < values.Length && total > 0; i++)
        {
            seen += _now[i] + (long)_before[i];
            while (next < values.Length && seen >= Quantiles[next].Rank * total)
            {
                values[next++] = 0.1 * Math.Pow(Growth, i - 0.5);
            }
        }
    }
}
