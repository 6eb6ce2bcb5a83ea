namespace Banyan.Intents.Migration.Store;

/// <summary>What a board is to be read of.</summary>
/// <param name="Tenant">Whose traffic.</param>
/// <param name="Now">Now.</param>
/// <param name="Window">The time shown; the same time before it gives the trend.</param>
public sealed record BoardAsk(string Tenant, DateTimeOffset Now, TimeSpan Window)
{
    /// <summary>Longest kept, and the period of long-term demand.</summary>
    public static TimeSpan Month => TimeSpan.FromDays(30);

    /// <summary>The period evidence is taken from, from the begin of the stage on.</summary>
    public static TimeSpan Week => TimeSpan.FromDays(7);

    /// <summary>Minutes are kept this long; longer windows are read by the hour.</summary>
    public static TimeSpan Minutes => TimeSpan.FromHours(25);
}
