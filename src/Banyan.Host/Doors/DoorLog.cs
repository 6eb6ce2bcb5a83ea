using System.Diagnostics;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Doors;

/// <summary>What the doors tell the log.</summary>
internal static partial class DoorLog
{
    private static readonly Func<ILogger, ExchangeId, IDisposable?> Request = LoggerMessage.DefineScope<ExchangeId>("request {RequestId}");

    private static readonly Func<ILogger, ExchangeId, string, IDisposable?> TracedRequest = LoggerMessage.DefineScope<ExchangeId, string>("request {RequestId} of trace {TraceId}");

    /// <summary>Names the request in every line until disposed, and the caller's trace where it sent one.</summary>
    /// <remarks>While spans are listened to, the logger names trace and span of itself.</remarks>
    public static IDisposable? OfRequest(this ILogger log, ExchangeId id, string? traceParent) =>
        traceParent is not null && Activity.Current is null && ActivityContext.TryParse(traceParent, null, out var trace)
            ? TracedRequest(log, id, trace.TraceId.ToHexString())
            : Request(log, id);

    [LoggerMessage(100, LogLevel.Error, "door_failed request {RequestId}")]
    public static partial void DoorFailed(this ILogger log, ExchangeId requestId, Exception bug);
}
