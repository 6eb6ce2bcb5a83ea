using Banyan.Gateway.Spine;

namespace Banyan.Host.Doors;

/// <summary>What the doors tell the log.</summary>
internal static partial class DoorLog
{
    [LoggerMessage(100, LogLevel.Error, "door_failed request {RequestId}")]
    public static partial void DoorFailed(this ILogger log, ExchangeId requestId, Exception bug);
}
