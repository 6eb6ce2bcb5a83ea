using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Banyan.Gateway.Spine;
using Banyan.Host.Telemetry;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Documents;

namespace Banyan.Host.Tests.Telemetry;

/// <summary>The rules for Prometheus name what there is, each alert is tested and leads to a page, and so does each kind of the service's own.</summary>
public sealed partial class PrometheusRulesTests
{
    private static readonly string Folder = Path.Combine(Pages.Root, "deploy", "prometheus");
    private static readonly string Rules = File.ReadAllText(Path.Combine(Folder, "rules.yml"));
    private static readonly string Tests = File.ReadAllText(Path.Combine(Folder, "rules_test.yml"));
    private static readonly string[] Functions = ["sum", "rate", "increase", "min", "max", "delta", "absent", "histogram_quantile", "min_over_time", "by", "and", "offset"];

    [Fact]
    public void Every_metric_and_label_of_a_rule_is_one_of_the_table()
    {
        var recorded = Record().Matches(Rules).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var expressions = Expression().Matches(Rules).Select(match => match.Groups["expr"].Value).ToList();
        expressions.Count.ShouldBeGreaterThan(20);
        foreach (var expression in expressions)
        {
            foreach (var problem in Problems(expression, recorded))
            {
                problem.ShouldBeNull(expression);
            }
        }
    }

    [Theory]
    [InlineData("sum(rate(llm_requests_total{status=\"ok\"}[5m]))", 0)]
    [InlineData("sum by (service) (rate(llm_requests_total[5m]))", 0)]
    [InlineData("sum(rate(llm_request_total[5m]))", 1)]
    [InlineData("llm_circuit_breaker_state{model=\"x\"} == 2", 1)]
    [InlineData("sum by (user) (rate(llm_requests_total[5m]))", 1)]
    [InlineData("banyan:lost:ratio5m > 1", 1)]
    public void A_name_that_is_nowhere_is_found(string expression, int count) => Problems(expression, []).Count().ShouldBe(count);

    [Fact]
    public void Every_alert_is_tested_and_leads_to_a_page()
    {
        var alerts = Alert().Matches(Rules).Select(match => match.Groups["name"].Value).ToList();
        alerts.ShouldBeUnique();
        alerts.Count.ShouldBeGreaterThan(10);
        foreach (var alert in alerts)
        {
            Count(Tests, $"alertname: {alert}\n        exp_alerts: []").ShouldBeGreaterThan(0, $"{alert} is silent in no test");
            Count(Tests, $"alertname: {alert}\n        exp_alerts:\n").ShouldBeGreaterThan(0, $"{alert} fires in no test");
        }

        var pages = Page().Matches(Rules).Select(match => match.Groups["page"].Value).ToList();
        pages.Count.ShouldBe(alerts.Count);
        pages.ShouldAllBe(page => File.Exists(Path.Combine(Pages.Root, page)));
    }

    [Fact]
    public void Every_kind_of_alert_has_a_runbook_and_the_guide_tells_of_it()
    {
        var kinds = typeof(AlertKinds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();
        kinds.Count.ShouldBe(15);
        var guide = File.ReadAllText(Path.Combine(Pages.Root, "docs", "guides", "alerts.md"));
        foreach (var kind in kinds)
        {
            File.ReadAllText(Path.Combine(Pages.Root, "docs", "runbooks", $"{kind.Replace('_', '-')}.md")).ShouldContain($"`{kind}`");
            guide.ShouldContain($"`{kind}`");
        }
    }

    [Fact]
    [Trait("needs", "promtool")]
    public async Task The_rules_own_tests_pass()
    {
        var promtool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        promtool.ShouldNotBeNull("promtool is missing: install the Debian package 'prometheus'.");
        foreach (var words in new[] { "check rules rules.yml", "test rules rules_test.yml" })
        {
            var order = new ProcessStartInfo(promtool, words.Split(' ')) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using var run = Process.Start(order)!;
            using var patience = new CancellationTokenSource(Patience.Long * 5);
            var errors = run.StandardError.ReadToEndAsync(patience.Token);
            var said = await run.StandardOutput.ReadToEndAsync(patience.Token);
            await run.WaitForExitAsync(patience.Token);
            run.ExitCode.ShouldBe(0, said + await errors);
        }
    }

    private static IEnumerable<string> Problems(string expression, HashSet<string> recorded)
    {
        var bare = Quoted().Replace(expression, "\"\"");
        var metrics = Name().Matches(Grouping().Replace(Braces().Replace(bare, ""), "")).Select(match => match.Value).Where(name => !Functions.Contains(name, StringComparer.Ordinal) && name != "le").ToList();
        foreach (var metric in metrics.Where(metric => !recorded.Contains(metric) && Find(metric) is null))
        {
            yield return $"{metric} is no metric";
        }

        var labels = Braces().Matches(bare).SelectMany(match => Label().Matches(match.Value)).Select(match => match.Groups["label"].Value)
            .Concat(Grouping().Matches(bare).SelectMany(match => Name().Matches(match.Groups["labels"].Value)).Select(match => match.Value));
        var known = metrics.Select(Find).OfType<MetricSpec>().SelectMany(spec => spec.Labels).Append("le").ToHashSet(StringComparer.Ordinal);
        foreach (var label in labels.Where(label => !known.Contains(label)))
        {
            yield return $"{label} is no label of it";
        }
    }

    private static MetricSpec? Find(string metric) =>
        Names.All.FirstOrDefault(spec => spec.Name == metric || (spec.Kind == MetricKind.Histogram && metric == $"{spec.Name}_bucket"));

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("- record: (?<name>\\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Record();

    [GeneratedRegex("- alert: (?<name>\\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alert();

    [GeneratedRegex(" expr: (?<expr>.+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex("runbook_url: (?<page>\\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Page();

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("\\{[^}]*\\}|\\[[^\\]]*\\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braces();

    [GeneratedRegex("by \\((?<labels>[^)]*)\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouping();

    [GeneratedRegex("(?<label>[a-z_]+)(=|!)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();

    // A name, not the unit behind a number: offset 1w.
    [GeneratedRegex("(?<![0-9a-z_:.])[a-z_:][a-z0-9_:]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
