using System.Diagnostics;
using Banyan.Gateway.Spine;
using Banyan.Host.Telemetry.Recording;

namespace Banyan.Host.Telemetry.Tracing;

/// <summary>What spans say, under the published GenAI names; never a prompt, an answer, a key or a user.</summary>
/// <remarks>Names as <c>docs/metrics.md</c> lists them, after OpenTelemetry's GenAI conventions.</remarks>
internal static class SpanAttributes
{
    private const int MostNameLength = 200;
    private const double UsdPerNano = 1e-9;

    /// <summary>What is known at the start, for samplers.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> OfStart(Exchange exchange) =>
    [
        new("gen_ai.operation.name", Words.Of(exchange.Operation)),
        new("gen_ai.request.model", Plain(exchange.Ask.Lens.Model)),
    ];

    /// <summary>What is known of an exchange at its end.</summary>
    public static void End(Activity span, ExchangeRecord record)
    {
        var (exchange, lens) = (record.Exchange, record.Exchange.Ask.Lens);
        span.SetTag("gen_ai.request.max_tokens", lens.MaxOutputTokens);
        span.SetTag("gen_ai.request.choice.count", lens.Choices == 1 ? null : lens.Choices);
        span.SetTag("gen_ai.request.stream", lens.Streams ? true : null);
        span.SetTag("banyan.request_id", exchange.Id.ToString());
        span.SetTag("banyan.route", exchange.Decision?.ResolvedBy);
        span.SetTag("banyan.cache", record.Outcome == Outcome.Cached ? "hit" : null);
        var attempt = record.Served ?? (exchange.Attempts.Count > 0 ? exchange.Attempts[^1] : null);
        if (attempt is not null)
        {
            span.SetTag("gen_ai.provider.name", Words.GenAi(attempt.Candidate.Provider));
            span.SetTag("gen_ai.response.model", record.Served is null ? null : Plain(attempt.Candidate.Model.Name));
            span.SetTag("gen_ai.response.time_to_first_chunk", lens.Streams ? record.FirstToken?.TotalSeconds : null);
            Usage(span, attempt);
        }

        span.SetTag("banyan.cost_usd", Cost(exchange.Attempts));
        Fail(span, record.Outcome is Outcome.Succeeded or Outcome.Cached ? null : Words.Status(record));
    }

    /// <summary>What is known of an attempt at its end.</summary>
    public static void End(Activity span, Attempt attempt, Exchange exchange)
    {
        span.SetTag("gen_ai.operation.name", Words.Of(exchange.Operation));
        span.SetTag("gen_ai.provider.name", Words.GenAi(attempt.Candidate.Provider));
        span.SetTag("gen_ai.request.model", Plain(attempt.Candidate.Model.Name));
        span.SetTag("server.address", attempt.Candidate.Provider.BaseUrl?.Host);
        span.SetTag("http.response.status_code", attempt.HttpStatus == 0 ? null : attempt.HttpStatus);
        span.SetTag("banyan.attempt", attempt.Number);
        span.SetTag("banyan.outcome", Words.Of(attempt.Outcome));
        Usage(span, attempt);
        Fail(span, attempt.Failure is { } failure ? Words.Of(failure.Kind) : null);
    }

    /// <summary>A name from outside without control characters, and no longer than a name is.</summary>
    public static string Plain(string name)
    {
        var text = name.Length > MostNameLength ? name[..MostNameLength] : name;
        return text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;
    }

    private static void Usage(Activity span, Attempt attempt)
    {
        if (attempt.Charge is not { } charge)
        {
            return;
        }

        var usage = charge.Usage;
        span.SetTag("gen_ai.usage.input_tokens", usage.Prompt);
        span.SetTag("gen_ai.usage.output_tokens", usage.Completion);
        span.SetTag("gen_ai.usage.cache_read.input_tokens", usage.CacheRead == 0 ? null : usage.CacheRead);
        span.SetTag("gen_ai.usage.cache_creation.input_tokens", usage.CacheWrite5m + usage.CacheWrite1h == 0 ? null : usage.CacheWrite5m + usage.CacheWrite1h);
        span.SetTag("gen_ai.usage.reasoning.output_tokens", usage.Reasoning == 0 ? null : usage.Reasoning);
    }

    private static double? Cost(List<Attempt> attempts) =>
        attempts.Exists(attempt => attempt.Charge?.CostNanoUsd is not null) ? attempts.Sum(attempt => attempt.Charge?.CostNanoUsd ?? 0) * UsdPerNano : null;

    private static void Fail(Activity span, string? error)
    {
        if (error is not null)
        {
            span.SetTag("error.type", error);
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
