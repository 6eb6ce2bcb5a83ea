using Banyan.Gateway.Spine;

namespace Banyan.Host.Doors;

/// <summary>What the doors tell the log.</summary>
internal static partial class DoorLog
{
    private static readonly Func<ILogger, ExchangeId, IDisposable?> Request = LoggerMessage.DefineScope<ExchangeId>("request {RequestId}");

    /// <summary>Names the request in every line until disposed.</summary>
    public static IDisposable? OfRequest(this ILogger log, ExchangeId id) => Request(log, id);

    [LoggerMessage(100, LogLevel.Error, "door_failed request {RequestId}")]
    public static partial void DoorFailed(this ILogger log, ExchangeId requestId, Exception bug);
}
