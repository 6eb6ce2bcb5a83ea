namespace Banyan.Gateway.Budgets.Slices;

/// <summary>How long slices live. Others give one up when it expires; well before that it is not spent from any more.</summary>
internal sealed class SliceTimes(TimeProvider time)
{
    private static readonly TimeSpan UsableFor = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(90);

    // A node that is gone is settled by the rows of the ledger since its slices were begun: few.
    private static readonly TimeSpan MostAge = TimeSpan.FromMinutes(1);

    // A clock that jumps gives exchanges up that still run; none runs for longer.
    private static readonly TimeSpan KeptGivenUp = TimeSpan.FromHours(1);

    /// <summary>Now, on the monotonic clock.</summary>
    public long Timestamp => time.GetTimestamp();

    /// <summary>Monotonic timestamp: what the store granted before it is not spent from.</summary>
    public long UsableFrom => Before(UsableFor);

    /// <summary>Slices begun before it close.</summary>
    public DateTimeOffset Oldest => Now - MostAge;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Monotonic timestamp: exchanges given up before it are not settled any more.</summary>
    public long ForgottenFrom => Before(KeptGivenUp);

    /// <summary>The moment of an order.</summary>
    /// <param name="sharers">How many slices of this node hold ahead.</param>
    public SliceMoment Moment(int sharers)
    {
        var now = Now;
        return new SliceMoment(now, now + Life, UsableFor, Before(RenewAfter), sharers);
    }

    private long Before(TimeSpan span) => time.GetTimestamp() - (long)(span.TotalSeconds * time.TimestampFrequency);
}
