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

    /// <summary>The same for the ISO week.</summary>
    public RollUpKey Week => this with { Hour = Opening(Hour, 7 * TimeSpan.TicksPerDay) };

    /// <summary>The user and service of it, and nothing else told apart.</summary>
    public RollUpKey OfUser => new(Hour, Tenant, Service, User, "", "", "", "", "");

    /// <summary>Nothing told apart but one column.</summary>
    /// <param name="column">One of <see cref="UsageMeasures.Margins"/>; null for nothing at all.</param>
    public RollUpKey Only(string? column)
    {
        var none = new RollUpKey(Hour, Tenant, "", "", "", "", "", "", "");
        return column switch
        {
            null => none,
            "service" => none with { Service = Service },
            "feature" => none with { Feature = Feature },
            "team" => none with { Team = Team },
            "model_id" => none with { Model = Model },
            "provider_id" => none with { Provider = Provider },
            "api_key_id" => none with { Key = Key },
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Rollups have no such margin."),
        };
    }

    /// <summary>The one text of <see cref="Only"/>; empty for nothing told apart.</summary>
    public string Value => string.Concat(Service, Feature, Team, string.Concat(Model, Provider, Key));

    /// <summary>The same for everybody.</summary>
    public RollUpKey Everybody => this with { User = "" };

    // The first day of the common era was a Monday.
    // Instants before the common era's first day do not occur.
    private static long Opening(long ticks, long length) => ticks - (ticks % length);
}
