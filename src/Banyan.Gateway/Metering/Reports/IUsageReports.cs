using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering.Reports;

/// <summary>Who spends what, at most 2 s behind. Throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface IUsageReports
{
    /// <summary>What rows of a window add up to.</summary>
    Task<UsageTotals> TotalsAsync(UsageQuery rows, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>The same, told apart, as <see cref="UsageSumQuery.IsBrief"/> tells it; the most first.</summary>
    Task<IReadOnlyList<UsageSum>> GroupsAsync(UsageSumQuery query, CancellationToken cancellationToken);

    /// <summary>The points of a trend that have anything, told as groups are, the oldest first; at a point the dearest group first.</summary>
    /// <returns>Null when more hours or days of groups are told apart than <see cref="UsageSumQuery.Most"/>.</returns>
    /// <param name="query">Which rows and groups; <see cref="UsageSumQuery.Every"/> is not read.</param>
    /// <param name="interval">How far apart.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<UsagePoint>?> TrendAsync(UsageSumQuery query, UsageInterval interval, CancellationToken cancellationToken);

    /// <summary>What the month under way will have cost at its end; null with less than three whole days to go by.</summary>
    Task<SpendForecast?> ForecastAsync(UsageQuery rows, CancellationToken cancellationToken);
}
