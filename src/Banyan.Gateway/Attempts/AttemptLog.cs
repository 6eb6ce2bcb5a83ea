using Banyan.Gateway.Spine;
using Banyan.Wire;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Attempts;

/// <summary>What attempts tell the log: failures and changes of state, never content.</summary>
internal static partial class AttemptLog
{
    [LoggerMessage(1, LogLevel.Warning, "breaker_changed {Candidate} is now {State}")]
    public static partial void BreakerChanged(this ILogger log, string candidate, CandidateGate state);

    [LoggerMessage(2, LogLevel.Warning, "attempt_failed request {RequestId} attempt {Number} on {Model}: {Kind} {Code} (provider status {Status}, {ProviderCode})")]
    public static partial void AttemptFailed(this ILogger log, ExchangeId requestId, int number, string model, FailureKind kind, string code, int status, string? providerCode);

    [LoggerMessage(3, LogLevel.Error, "credential_dead key {Key} of provider {Provider} was refused and rests until it is replaced")]
    public static partial void KeyRefused(this ILogger log, string provider, string key);

    [LoggerMessage(4, LogLevel.Warning, "key_cooling key {Key} of provider {Provider} rests for {Span}")]
    public static partial void KeyCooling(this ILogger log, string provider, string key, TimeSpan span);

    [LoggerMessage(5, LogLevel.Error, "model_gone {Model} is left alone for ten minutes: its provider no longer has it, or denies it")]
    public static partial void ModelGone(this ILogger log, string model);

    [LoggerMessage(6, LogLevel.Error, "hedge_broke request {RequestId} on {Model}: the attempt that lost ended with a bug")]
    public static partial void HedgeBroke(this ILogger log, Exception bug, ExchangeId requestId, string model);
}
