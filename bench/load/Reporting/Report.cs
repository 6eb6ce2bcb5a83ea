using System.Globalization;
using System.Text;
using Banyan.Load.Scenarios;

namespace Banyan.Load.Reporting;

/// <summary>The results as one page of tables.</summary>
internal sealed class Report(Options options)
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Head(DateTimeOffset at)
    {
        Line("# Results of `bench/load/run`");
        Line();
        Line($"Commit `{options.Commit}`, {at:yyyy-MM-dd HH:mm} UTC, {Machine.Describe()}. {options.Rounds} interleaved rounds of {options.Time.TotalSeconds} s a contender and load, after one three times as long and warm-up with every load until an answer stopped getting cheaper, all thrown away; medians of rounds, ratios to nginx's round of the same number. Trust ratios within a round; absolute figures move with the machine.");
        Line("The load and the mock upstream share core 0; everything measured is pinned to core 1 and takes its turn. Loopback, HTTP/1.1, keep-alive.");
        Line("Banyan: published Release build, key check, routing, breaker, prices, the usage spool and its drain into SQLite all on; the model's name is");
        Line("rewritten and streams ask for usage. nginx: `proxy_pass`, keep-alive upstream, one process. Portkey: its npm package, key and custom host given.");
        Line($"Processor time is user and system of the whole process, work put off until after the answer included. Run it again with `{Command}`.");
        Line("What stands behind figures that miss their target: [PROFILE.md](PROFILE.md).");
        Line();
    }

    public void Cpu(IEnumerable<IReadOnlyList<Measured>> works)
    {
        Line("## Processor time per answer");
        Line();
        Line("| load | contender | CPU us | of nginx (rounds) | target | answers/s | failed |");
        Line("|---|---|---|---|---|---|---|");
        foreach (var rounds in works)
        {
            var nginx = Of(rounds, "nginx");
            foreach (var contender in rounds.Select(one => one.Contender).Distinct(StringComparer.Ordinal))
            {
                var own = Of(rounds, contender);
                var ratios = own.Zip(nginx, (one, other) => one.CpuMicroseconds / other.CpuMicroseconds).Order().ToArray();
                var target = contender == "Banyan" ? Target(rounds[0].Work) : "";
                Line(F($"| {rounds[0].Work.Title} | {contender} | {Median(own, one => one.CpuMicroseconds):0} | {ratios[ratios.Length / 2]:0.00} ({ratios[0]:0.00}-{ratios[^1]:0.00}) | {target} | {Median(own, one => one.Sample.PerSecond):0} | {own.Sum(one => one.Sample.Failed)} |"));
            }
        }

        Line();
    }

    public void Latency(IEnumerable<IReadOnlyList<Measured>> works)
    {
        Line("## Latency as the caller sees it, ms");
        Line();
        Line("| load | contender | p50 | p99 | first byte p50 | first byte p99 | longest gap p99 | reads an answer | failed |");
        Line("|---|---|---|---|---|---|---|---|---|");
        foreach (var rounds in works)
        {
            foreach (var contender in rounds.Select(one => one.Contender).Distinct(StringComparer.Ordinal))
            {
                var own = Of(rounds, contender);
                double Mid(Func<Driving.Sample, double> what) => Median(own, one => what(one.Sample));
                Line(F($"| {rounds[0].Work.Title} | {contender} | {Mid(s => s.Total(0.5)):0.00} | {Mid(s => s.Total(0.99)):0.00} | {Mid(s => s.First(0.5)):0.00} | {Mid(s => s.First(0.99)):0.00} | {Mid(s => s.Gap(0.99)):0.0} | {Mid(s => s.Reads):0.0} | {own.Sum(one => one.Sample.Failed)} |"));
            }
        }

        Line();
    }

    public void StartUp((double[] First, double[] Later, long IdleBytes) result)
    {
        Line("## Start and memory");
        Line();
        Line(F($"- Start to first answer, database and keys to make: {Middle(result.First):0} ms ({result.First.Min():0}-{result.First.Max():0}); database there: {Middle(result.Later):0} ms ({result.Later.Min():0}-{result.Later.Max():0}). Target 1,200 ms."));
        Line(F($"- Resident memory 3 s after the first answer: {result.IdleBytes / 1048576.0:0} MB. Target 120 MB."));
    }

    public void Streams((int Opened, long Before, long With) result)
    {
        var each = (result.With - result.Before) / 1024.0 / Math.Max(1, result.Opened);
        Line(F($"- {result.Opened} open streams: {result.Before / 1048576.0:0} MB before (after load), {result.With / 1048576.0:0} MB with them, {each:0.0} KB each. Target 50 KB each at 10,000."));
    }

    public void Overload(IReadOnlyList<Overloaded> all, DateTimeOffset at)
    {
        Line();
        Line("## More than a node can do");
        Line();
        Line($"Commit `{options.Commit}`, {at:yyyy-MM-dd HH:mm} UTC, {Machine.Describe()}, `{Command}`.");
        Line();
        Line("Asks leave by the clock, whatever became of those before them, at rates that grow by three tenths until answers no longer follow: the most answers a second of any of these is the peak. Then multiples of it are offered. Default bounds, keep-alive, the node with a third of a core, so that the load and the upstream on the other one are not what is overloaded. Counted is what ended between the second and the last second of an offering, and answers count when they are whole and in time. Target at 5 times: 0.9 of the peak.");
        foreach (var one in all)
        {
            Line();
            Line(F($"**{one.Ask.Title}**, in time within {one.Ask.Patience.TotalSeconds:0} s. At the peak an answer costs {one.AnswerPrice:0} us of processor time. In a closed loop of 16 connections a refusal costs {one.RefusalPrice:0} us, and {one.NginxPrice:0} us of an nginx that is told to refuse everything."));
            Line();
            Line("| offered | asks/s | answers/s | of the peak | refused/s | answer p50 ms | answer p99 ms | refusal p50 ms | refusal p99 ms | late or lost | room | CPU share | of the load |");
            Line("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
            foreach (var offer in one.Offers)
            {
                Line(F($"| {offer.Title} | {offer.AsksPerSecond:0} | {offer.AnswersPerSecond:0} | {offer.AnswersPerSecond / one.Peak:0.00} | {offer.RefusedPerSecond:0} | {Told(offer.AnswerMiddle)} | {Told(offer.AnswerLate)} | {Told(offer.RefusalMiddle)} | {Told(offer.RefusalLate)} | {offer.Lost} | {offer.Room:0} | {offer.CpuShare:0.00} | {offer.LoadShare:0.00} |"));
            }
        }
    }

    private string Command => $"bench/load/run {options.Words}".TrimEnd();

    private static string Target(Work work) => work.MostOfNginx > 0 ? F($"<= {work.MostOfNginx}") : F($">= {work.LeastPerSecond} answers/s");

    private static Measured[] Of(IEnumerable<Measured> rounds, string contender) =>
        [.. rounds.Where(one => string.Equals(one.Contender, contender, StringComparison.Ordinal))];

    private static double Median(IEnumerable<Measured> rounds, Func<Measured, double> what) => Middle([.. rounds.Select(what)]);

    private static double Middle(double[] values) => values.Order().ElementAt(values.Length / 2);

    /// <summary>A figure; a dash where there was nothing to measure.</summary>
    private static string Told(double value) => double.IsNaN(value) ? "-" : value.ToString("0", CultureInfo.InvariantCulture);

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
