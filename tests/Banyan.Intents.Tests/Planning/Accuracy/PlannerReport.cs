using System.Globalization;

namespace Banyan.Intents.Tests.Planning.Accuracy;

/// <summary>Prints every figure of the planner without a model; what <c>bench/planner/run</c> runs.</summary>
public static class PlannerReport
{
    /// <summary>Rows: clinc, nestful, arguments, retail, speed; without one, all. <c>--seeds N</c>, <c>--verbose</c> for what is wrong.</summary>
    public static void Run(string[] args, Action<string> write)
    {
        var seeds = args.SkipWhile(arg => arg != "--seeds").Skip(1).Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).FirstOrDefault(5);
        var rows = args.Where(arg => !arg.StartsWith('-') && !char.IsAsciiDigit(arg[0])).ToList();
        Action<string>? tell = args.Contains("--verbose", StringComparer.Ordinal) ? write : null;
        bool Wants(string row) => rows.Count == 0 || rows.Contains(row);
        void Line(FormattableString text) => write(text.ToString(CultureInfo.InvariantCulture));

        if (Wants("clinc"))
        {
            var clinc = new ClincMeasure();
            foreach (var examples in new[] { 0, 1, 3, 5, 20, 100 })
            {
                var runs = Enumerable.Range(1, seeds).Select(seed => clinc.Run(examples, seed)).ToList();
                Line($"clinc150, {examples} examples: right {runs.Average(run => run.Right):F1} %, AUC {runs.Average(run => run.Auc):F3}, accepted at 5 % of no intent {runs.Average(run => run.Accepted):F1} %, right of those {runs.Average(run => run.RightOfAccepted):F1} %, build {runs.Average(run => run.Build.TotalMilliseconds):F0} ms, score p95 {runs.Max(run => run.ScoreMs):F2} ms");
            }
        }

        foreach (var part in new[] { "glaive", "sgd" })
        {
            if (Wants("nestful"))
            {
                var measure = new NestfulMeasure(part);
                Line($"nestful {part}, number of steps given: exact sets {measure.ExactSets(true):F1} %; not given: {measure.ExactSets(false):F1} %; plans through the whole planner: {measure.ExactPlans(tell):F1} %");
            }
        }

        if (Wants("arguments"))
        {
            var parts = new[] { "glaive", "sgd" }.Select(part => (Part: part, Counts: new NestfulArguments(part).Run(tell))).ToList();
            foreach (var (part, counts) in parts.Append(("together", parts[0].Counts + parts[1].Counts)))
            {
                Line($"nestful {part}, steps given: literals right {counts.RightShare:F1} %, wrong {counts.WrongShare:F1} % of {counts.Literals}; references right {counts.RightReferenceShare:F1} %, wrong {counts.WrongReferenceShare:F1} % of {counts.References}");
            }
        }

        if (Wants("retail"))
        {
            var retail = new RetailMeasure();
            Line($"retail, {retail.Count} tasks with a write, size given: exact sets {retail.ExactSets(tell):F1} %");
        }

        if (Wants("speed"))
        {
            var (build, p50, p95) = SpeedMeasure.Run();
            Line($"150 intents x 100 examples: index {build.TotalMilliseconds:F0} ms, plan p50 {p50:F2} ms, p95 {p95:F2} ms");
        }
    }
}
