using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Attempts;

/// <summary>The clock and the log of attempts.</summary>
internal sealed class AttemptWatch(TimeProvider time, ILogger<AttemptWatch> log)
{
    public TimeProvider Time => time;

    public ILogger Log => log;
}
