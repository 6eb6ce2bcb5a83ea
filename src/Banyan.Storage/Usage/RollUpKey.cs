using Banyan.Gateway.Spine;

namespace Banyan.Storage.Usage;

/// <summary>What one row of the rollups by hour tells apart; an empty text where the ledger has nothing.</summary>
/// <param name="Hour">Beginning of the hour (UTC), in ticks.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="Service">Calling application.</param>
/// <param name="User">End user.</param>
/// <param name="Feature">Feature.</param>
/// <param name="Team">Team.</param>
/// <param name="Model">Model that was tried.</param>
/// <param name="Provider">Its provider.</param>
/// <param name="Key">Public id of the caller's key.</param>
internal readonly record struct RollUpKey(long Hour, string Tenant, string Service, string User, string Feature, string Team, string Model, string Provider, string Key)
{
    /// <summary>Where a row is added up.</summary>
    public static RollUpKey Of(UsageRow row) => new(
        Opening(row.OccurredAt.UtcTicks, TimeSpan.TicksPerHour), row.Tenant, row.Service, row.UserId ?? "", row.Feature ?? "", row.Team ?? "", row.Model ?? "", row.Provider ?? "", row.ApiKeyId);

    /// <summary>The same for the day.</summary>
    public RollUpKey Day => this with { Hour = Opening(Hour, TimeSpan.TicksPerDay) };

    /// <summary>The same for everybody.</summary>
    public RollUpKey Everybody => this with { User = "" };

    // Instants before the common era's first day do not occur.
    private static long Opening(long ticks, long length) => ticks - (ticks % length);
}
