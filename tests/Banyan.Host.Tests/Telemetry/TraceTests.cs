using System.Collections.Concurrent;
using System.Diagnostics;
using Banyan.Host.Telemetry;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Telemetry;

public sealed class TraceTests
{
    private const string Prompt = "canary-prompt-88aa";

    [Fact]
    public async Task One_span_per_exchange_covers_its_attempts_and_the_trace_stops_at_the_provider()
    {
        var trace = ActivityTraceId.CreateRandom();
        var spans = new ConcurrentQueue<Activity>();
        var server = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = Listen(trace, spans, server);
        await using var bench = await MetricsBench.StartAsync();
        await bench.AskAsync("moves", true, Prompt, ("traceparent", $"00-{trace}-b7ad6b7169203331-01"));
        var root = await server.Task.WaitAsync(Patience.Long);
        root.DisplayName.ShouldBe("POST /v1/chat/completions");
        root.ParentSpanId.ToString().ShouldBe("b7ad6b7169203331");
        root.GetTagItem("http.response.status_code").ShouldBe(200);

        var client = spans.Single(span => span.Kind == ActivityKind.Client);
        client.DisplayName.ShouldBe("chat moves");
        client.ParentSpanId.ShouldBe(root.SpanId);
        Tag(client, "gen_ai.operation.name").ShouldBe("chat");
        Tag(client, "gen_ai.provider.name").ShouldBe("lab");
        Tag(client, "gen_ai.request.model").ShouldBe("moves");
        Tag(client, "gen_ai.response.model").ShouldBe("good");
        Tag(client, "gen_ai.usage.input_tokens").ShouldBe("11");
        Tag(client, "gen_ai.usage.output_tokens").ShouldBe("7");
        Tag(client, "banyan.route").ShouldBe("alias");
        client.GetTagItem("error.type").ShouldBeNull();

        var attempts = spans.Where(span => span.OperationName.StartsWith("attempt ", StringComparison.Ordinal)).ToList();
        attempts.Select(span => span.OperationName).ShouldBe(["attempt lab/broken", "attempt lab/good"]);
        attempts.ShouldAllBe(span => span.ParentSpanId == client.SpanId && span.StartTimeUtc >= client.StartTimeUtc);
        Tag(attempts[0], "error.type").ShouldBe("overloaded");
        attempts[0].Status.ShouldBe(ActivityStatusCode.Error);

        spans.SelectMany(span => span.TagObjects).ShouldAllBe(tag => !$"{tag.Value}".Contains(Prompt, StringComparison.Ordinal) && !$"{tag.Value}".Contains(MetricsBench.Secret, StringComparison.Ordinal));
        bench.Asked.ShouldNotBeEmpty();
        bench.Asked.ShouldAllBe(request => request.Header("traceparent") == null && request.Header("tracestate") == null && request.Header("baggage") == null);
    }

    private static string? Tag(Activity span, string name) => span.GetTagItem(name)?.ToString();

    private static ActivityListener Listen(ActivityTraceId trace, ConcurrentQueue<Activity> spans, TaskCompletionSource<Activity> server)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Names.Source or Names.ServerSource,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == trace)
                {
                    spans.Enqueue(span);
                    if (span.Kind == ActivityKind.Server)
                    {
                        server.TrySetResult(span);
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
