namespace Banyan.Gateway.Budgets.Slices;

/// <summary>How long slices live. Others give one up when it expires; well before that it is not spent from any more.</summary>
internal sealed class SliceTimes(TimeProvider time)
{
    private static readonly TimeSpan UsableFor = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(90);

    // A node that is gone is settled by the rows of the ledger since its slices were begun: few.
    private static readonly TimeSpan MostAge = TimeSpan.FromMinutes(1);

    /// <summary>Now, on the monotonic clock.</summary>
    public long Timestamp => time.GetTimestamp();

    /// <summary>Monotonic timestamp: what the store granted before it is not spent from.</summary>
    public long UsableFrom => Before(UsableFor);

    /// <summary>Monotonic timestamp: what was told before it is told anew.</summary>
    public long RenewFrom => Before(RenewAfter);

    /// <summary>The earliest a slice told now may expire.</summary>
    public DateTimeOffset LeastExpiry => Now + Life;

    /// <summary>Slices begun before it close.</summary>
    public DateTimeOffset Oldest => Now - MostAge;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    private long Before(TimeSpan span) => time.GetTimestamp() - (long)(span.TotalSeconds * time.TimestampFrequency);
}
