using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;
using Banyan.Host.Telemetry;
using Banyan.Host.Telemetry.Exposition;
using Banyan.Host.Telemetry.Recording;
using Banyan.TestKit;
using Banyan.Wire;

namespace Banyan.Host.Tests.Telemetry;

public sealed class RecordingTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    [Trait("Attack", "45")]
    public void Junk_names_make_no_new_series()
    {
        var board = new Board(_clock);
        var meter = new ExchangeMeter(board, new AttemptCounter(board, _clock), new BoundedLabels());
        for (var i = 0; i < 300; i++)
        {
            Play(meter, i);
        }

        var before = Lines(Text(board));
        for (var i = 300; i < 20_000; i++)
        {
            Play(meter, i);
        }

        Lines(Text(board)).ShouldBe(before);
        Text(board).ShouldContain("""llm_requests_total{service="other",model="other",status="model_not_found"}""");
        Text(board).ShouldNotContain("junk-1");
    }

    [Fact]
    public void Calls_of_tools_are_counted_by_tool_and_outcome_and_made_up_names_make_no_series()
    {
        var board = new Board(_clock);
        var meter = new ToolMeter(board);
        meter.Ran(Run("calculate", ToolStatus.Ok));
        meter.Ran(Run("calculate", ToolStatus.Ok));
        meter.Ran(Run("calculate", ToolStatus.Timeout));
        meter.Ran(Run("made-up", ToolStatus.Denied) with { ToolId = null });
        var text = Text(board);
        text.ShouldContain("""llm_tool_executions_total{tool="calculate",status="ok"} 2""");
        text.ShouldContain("""llm_tool_executions_total{tool="calculate",status="timeout"} 1""");
        text.ShouldContain("""llm_tool_executions_total{tool="other",status="denied"} 1""");
        text.ShouldContain("""llm_tool_latency_ms_count{tool="calculate"} 3""");
        text.ShouldNotContain("made-up");
    }

    [Fact]
    public void An_ask_a_budget_had_no_room_for_is_counted_under_both_names()
    {
        var board = new Board(_clock);
        var rule = new BudgetRule { Id = "daily", Scope = BudgetScope.Service, ScopeId = "billing", Period = BudgetPeriod.Daily, LimitNanoUsd = 1 };
        new BudgetMeter(board).Refused(new BudgetLine(rule, new CounterKey("daily", "billing", default), default, 1, true));
        Text(board).ShouldContain("""llm_budget_refusals_total{scope="service"} 1""");
        Text(board).ShouldContain("""banyan_budget_refusals_total{scope="service"} 1""");
    }

    [Fact]
    public void A_family_stops_at_its_bound()
    {
        var family = new Family<CounterCell>(Names.Fallbacks, () => new CounterCell());
        for (var i = 0; i < Family<CounterCell>.MostSeries + 500; i++)
        {
            family.Add(new LabelSet(i.ToString(CultureInfo.InvariantCulture), "x"));
        }

        family.Values.Count().ShouldBe(Family<CounterCell>.MostSeries + 1);
        family.Values.Single(entry => entry.Key == LabelSet.Overflow).Value.ShouldBe(500);
    }

    [Fact]
    public void Quantiles_are_within_two_percent_and_forget_after_two_windows()
    {
        var cell = new SummaryCell(_clock);
        for (var i = 1; i <= 1_000; i++)
        {
            cell.Add(i);
        }

        Quantile(cell, "0.5").ShouldBe(500, 10.5);
        Quantile(cell, "0.95").ShouldBe(950, 20);
        Quantile(cell, "0.99").ShouldBe(990, 20);
        _clock.Advance(TimeSpan.FromMinutes(11));
        Quantile(cell, "0.5").ShouldBe(double.NaN);
    }

    [Fact]
    public void A_histogram_counts_a_bound_into_its_own_bucket()
    {
        var cell = new HistogramCell([1, 2]);
        cell.Add(1);
        cell.Add(1.5);
        cell.Add(9);
        var text = Text(writer => cell.Write(writer, Names.Overhead, []));
        text.ShouldBe("llm_overhead_seconds_bucket{le=\"1\"} 1\nllm_overhead_seconds_bucket{le=\"2\"} 2\nllm_overhead_seconds_bucket{le=\"+Inf\"} 3\nllm_overhead_seconds_sum 11.5\nllm_overhead_seconds_count 3\n");
    }

    [Fact]
    public void Label_values_are_escaped() =>
        Encoding.UTF8.GetString(LabelText.Of(["a", "b"], new LabelSet("q\"b\\n\nr\r", "ü"))).ShouldBe("a=\"q\\\"b\\\\n\\nr \",b=\"ü\"");

    [Fact]
    public void Five_thousand_series_are_written_in_twenty_milliseconds()
    {
        var family = new Family<CounterCell>(Names.Fallbacks, () => new CounterCell());
        for (var i = 0; i < 5_000; i++)
        {
            family.Add(new LabelSet("lab/model-" + i.ToString(CultureInfo.InvariantCulture), "lab/other"));
        }

        var best = Enumerable.Range(0, 20).Min(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            Text(family.Write);
            return Stopwatch.GetElapsedTime(started);
        });
        best.ShouldBeLessThan(TimeSpan.FromMilliseconds(20));
    }

    private ToolExecution Run(string tool, ToolStatus status) => new()
    {
        Id = Guid.CreateVersion7(),
        Tenant = "t",
        ToolId = Guid.CreateVersion7(),
        Tool = tool,
        Service = "s",
        CallId = "c",
        Status = status,
        LatencyMs = 12,
        ExecutedAt = _clock.GetUtcNow(),
    };

    private void Play(ExchangeMeter meter, int number)
    {
        var name = number.ToString(CultureInfo.InvariantCulture);
        var exchange = new TestExchange(_clock)
        {
            Lens = new() { Model = "junk-" + name },
            Caller = new Caller { Tenant = "t", Service = "svc-" + name, KeyId = "k", Grants = Grants.All },
        }.Build();
        meter.Began(exchange);
        meter.Ended(new ExchangeRecord(exchange, Outcome.Refused, new Failure(FailureKind.UnknownModel, "model_not_found", "no"), TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(3), null));
    }

    private static double Quantile(SummaryCell cell, string quantile)
    {
        var text = Text(writer => cell.Write(writer, Names.RequestMs, []));
        return double.Parse(text.Split('\n').Single(line => line.Contains($"quantile=\"{quantile}\"", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static string Text(Board board) => Text(writer => board.All.ToList().ForEach(family => family.Write(writer)));

    private static string Text(Action<ExpositionWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(new ExpositionWriter(output, false));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static int Lines(string text) => text.Count(letter => letter == '\n');
}
