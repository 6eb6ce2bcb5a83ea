using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Banyan.UsageBench.Asking;

namespace Banyan.UsageBench.Telling;

/// <summary>The results as tables.</summary>
internal sealed class Report(Options options)
{
    private const double Required = 500, Goal = 200;
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Head(DateTimeOffset at, long rows, IReadOnlyList<(string Table, long Rows)> sizes)
    {
        Line(F($"## {(options.Postgres.Length > 0 ? "PostgreSQL" : "SQLite")}, {rows:N0} rows"));
        Line();
        Line(F($"Commit `{options.Commit}`, {at:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, load average {LoadAverage()}. Totals of all rollups equal the ledger's. {string.Join(", ", sizes.Select(size => F($"{size.Table}: {size.Rows:N0}")))}."));
        Line();
        Line("| what is asked | asks | first ms | median ms | P95 ms | required 500, goal 200 |");
        Line("|---|---|---|---|---|---|");
    }

    public void Add(Timed timed) => Line(F($"| {timed.Name} | {timed.Times.Count}{(timed.Failed > 0 ? F($" and {timed.Failed} refused") : "")} | {timed.First:0.0} | {timed.At(0.5):0.0} | {timed.At(0.95):0.0} | {Verdict(timed)} |"));

    public void Note(FormattableString text)
    {
        Line();
        Line(F(text));
    }

    private static string Verdict(Timed timed) => timed.Failed > 0 || timed.Times.Count == 0 ? "**refused**" : timed.At(0.95) switch { <= Goal => "goal", <= Required => "kept", _ => "**missed**" };

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Line(string text = "")
    {
        _text.Append(text).Append('\n');
        Console.WriteLine(text);
    }
}
