using System.Buffers;
using System.Globalization;
using System.Text;

namespace Banyan.Host.Telemetry.Exposition;

/// <summary>Writes metrics as text: Prometheus 0.0.4, or OpenMetrics 1.0.</summary>
internal sealed class ExpositionWriter(IBufferWriter<byte> output, bool isOpenMetrics)
{
    /// <summary>What the text is, as a header says it.</summary>
    public static string ContentType(bool isOpenMetrics) =>
        isOpenMetrics ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>A bucket's bound; OpenMetrics wants a point in it.</summary>
    public string Bound(double bound)
    {
        var text = bound.ToString("R", CultureInfo.InvariantCulture);
        return isOpenMetrics && !text.Contains('.', StringComparison.Ordinal) && !text.Contains('E', StringComparison.Ordinal) ? text + ".0" : text;
    }

    /// <summary>Help and type of a metric. OpenMetrics names a counter's family without the ending of its samples.</summary>
    public void Head(MetricSpec spec)
    {
        const string Total = "_total";
        var name = isOpenMetrics && spec.Kind == MetricKind.Counter && spec.Name.EndsWith(Total, StringComparison.Ordinal) ? spec.Name[..^Total.Length] : spec.Name;
        var type = spec.Kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Gauge => "gauge",
            MetricKind.Histogram => "histogram",
            MetricKind.Summary => "summary",
        };
        Text($"# HELP {name} {spec.Help}\n# TYPE {name} {type}\n");
    }

    /// <summary>One sample, with a label of its own when <paramref name="extra"/> is not empty.</summary>
    public void Sample(string name, string ending, ReadOnlySpan<byte> labels, string extra, string extraValue, double value)
    {
        Text(name);
        Text(ending);
        if (!labels.IsEmpty || extra.Length > 0)
        {
            Text("{");
            output.Write(labels);
            if (extra.Length > 0)
            {
                Text(labels.IsEmpty ? "" : ",");
                Text(extra);
                Text("=\"");
                Text(extraValue);
                Text("\"");
            }

            Text("}");
        }

        Text(" ");
        Number(value);
        Text("\n");
    }

    /// <summary>The end mark, where the format has one.</summary>
    public void End() => Text(isOpenMetrics ? "# EOF\n" : "");

    private void Number(double value)
    {
        if (!double.IsFinite(value))
        {
            Text(double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
            return;
        }

        var span = output.GetSpan(32);
        value.TryFormat(span, out var written, "R", CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private void Text(string text) => Encoding.UTF8.GetBytes(text, output);
}
