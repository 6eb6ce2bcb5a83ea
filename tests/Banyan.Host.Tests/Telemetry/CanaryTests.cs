using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Banyan.Host.Tests.Telemetry;

public sealed class CanaryTests
{
    private const string Prompt = "canary-prompt-71c0ffee";

    [Fact]
    [Trait("Attack", "41")]
    public async Task Neither_prompts_nor_keys_reach_a_log_line_or_a_metric()
    {
        await using var bench = await MetricsBench.StartAsync(Loud);
        using var logs = new CapturedLogs();
        bench.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        (await bench.AskAsync("lab/good", text: Prompt)).ShouldContain("good day");
        await bench.AskAsync("lab/good", streams: true, text: Prompt);
        await bench.AskAsync("lab/refuses", text: Prompt);
        await bench.AskAsync("lab/broken", text: Prompt);
        (await bench.AskAsync("lab/cut", streams: true, text: Prompt)).ShouldContain("broken off");
        var metrics = await bench.ScrapeAsync();
        bench.Asked.ShouldContain(request => request.Text.Contains(Prompt, StringComparison.Ordinal), "the canary did fly");
        foreach (var secret in new[] { Prompt, MetricsBench.Secret, bench.App.Key, "good day", "broken off" })
        {
            logs.Lines.Where(line => line.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
            metrics.ShouldNotContain(secret);
        }

        Lines(logs, "completion_request").Count.ShouldBe(5);
        Lines(logs, "completion_response").Count.ShouldBe(5);
        Lines(logs, "exchange_failed").ShouldAllBe(line => line.StartsWith("Warning", StringComparison.Ordinal));
        Lines(logs, "exchange_failed").Count.ShouldBe(3);
    }

    [Fact]
    public async Task Every_line_of_an_exchange_carries_its_request_and_its_trace()
    {
        await using var bench = await MetricsBench.StartAsync(Loud);
        using var logs = new CapturedLogs();
        bench.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        await bench.AskAsync("lab/broken", headers: ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        foreach (var line in Lines(logs, "exchange_failed").Concat(Lines(logs, "attempt_failed")))
        {
            line.ShouldContain("request ");
            line.ShouldContain("RequestId=");
            line.ShouldContain("TraceId=0af7651916cd43dd8448eb211c80319c");
        }

        Lines(logs, "attempt_failed").ShouldNotBeEmpty();
    }

    [Fact]
    [Trait("Attack", "44")]
    public async Task Control_characters_of_a_name_never_start_a_line()
    {
        await using var bench = await MetricsBench.StartAsync(Loud);
        using var logs = new CapturedLogs();
        bench.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        await bench.AskAsync("lab/odd\\u001b[31m\\nforged line");
        Lines(logs, "completion_request").ShouldAllBe(line => !line.Any(char.IsControl));
        Lines(logs, "completion_request").ShouldNotBeEmpty();
    }

    private static void Loud(IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(filter =>
    {
        filter.Rules.Clear();
        filter.MinLevel = LogLevel.Trace;
    });

    private static List<string> Lines(CapturedLogs logs, string happened) => [.. logs.Lines.Where(line => line.Contains($"| {happened}", StringComparison.Ordinal))];
}
