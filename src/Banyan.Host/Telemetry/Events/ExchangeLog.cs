namespace Banyan.Host.Telemetry.Events;

/// <summary>What is told of exchanges: that they came, how they ended; never what was said.</summary>
internal static partial class ExchangeLog
{
    [LoggerMessage(EventId = 200, EventName = "completion_request", Level = LogLevel.Debug, Message = "completion_request {RequestId} of {Tenant}/{Service} feature {Feature} for {Model} at {Door}, about {EstimatedTokens} tokens")]
    public static partial void CompletionRequest(this ILogger log, string requestId, string tenant, string service, string? feature, string model, string door, int estimatedTokens);

    [LoggerMessage(EventId = 201, EventName = "completion_response", Level = LogLevel.Debug, Message = "completion_response {RequestId} from {Model}: {Outcome}, {InputTokens} in, {OutputTokens} out, {LatencyMs} ms, {CostUsd} USD")]
    public static partial void CompletionResponse(this ILogger log, string requestId, string model, string outcome, long inputTokens, long outputTokens, long latencyMs, decimal? costUsd);

    [LoggerMessage(EventId = 202, EventName = "exchange_failed", Level = LogLevel.Warning, Message = "exchange_failed {RequestId} of {Tenant}/{Service} for {Model}: {Code} after {Attempts} attempts, {LatencyMs} ms")]
    public static partial void ExchangeFailed(this ILogger log, string requestId, string tenant, string service, string model, string code, int attempts, long latencyMs);
}
