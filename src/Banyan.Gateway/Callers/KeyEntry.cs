using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>A key in memory, ready to answer: made once per change of the keys, shared by all requests.</summary>
internal sealed class KeyEntry(KeyRecord record, Caller caller)
{
    private long _usedTicks = record.LastUsedAt?.UtcTicks ?? 0;

    /// <summary>As stored.</summary>
    public KeyRecord Record { get; } = record;

    /// <summary>Who presents it.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>When it was last used.</summary>
    public long UsedTicks => Volatile.Read(ref _usedTicks);

    /// <summary>The use last written down.</summary>
    public long WrittenTicks { get; set; } = record.LastUsedAt?.UtcTicks ?? 0;

    /// <summary>Whether it is in force at an instant.</summary>
    public bool IsInForce(DateTimeOffset now) => Record.IsInForce(now);

    /// <summary>Notes a use.</summary>
    public void Touch(long utcTicks)
    {
        if (utcTicks > Volatile.Read(ref _usedTicks))
        {
            Volatile.Write(ref _usedTicks, utcTicks);
        }
    }
}
