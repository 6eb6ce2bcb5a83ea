using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Metering;

/// <summary>A spool that keeps what it is given.</summary>
internal sealed class MemorySpool : IUsageSpool
{
    public bool IsFull { get; set; }

    public bool IsTaking => !IsFull;

    public List<UsageRow> Begun { get; } = [];

    public List<UsageRow> Ended { get; } = [];

    /// <summary>Rows that wait beside those that ended here.</summary>
    public long Waiting { get; set; }

    public long Pending => Ended.Count + Waiting;

    public long Taken { get; set; }

    public TimeSpan? SinceTaken => null;

    public bool TryBegin(UsageRow asLost)
    {
        if (IsFull)
        {
            return false;
        }

        Begun.Add(asLost);
        return true;
    }

    public void End(UsageRow row) => Ended.Add(row);

    public ValueTask SafeAsync() => ValueTask.CompletedTask;
}
