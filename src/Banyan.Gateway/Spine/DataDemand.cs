namespace Banyan.Gateway.Spine;

/// <summary>What must be promised of data by whoever is sent it.</summary>
/// <param name="NoTraining">Whether nobody may train on it.</param>
/// <param name="MaxRetention">How long it may be kept at most; zero for not at all, null for as long as they like.</param>
/// <param name="Regions">Where it may be processed, whatever the case; <c>eu</c> covers <c>eu-west-1</c>. Null for anywhere, empty for nowhere.</param>
public sealed record DataDemand(bool NoTraining, TimeSpan? MaxRetention, IReadOnlyList<string>? Regions)
{
    /// <summary>Whether a provider's region is one of those demanded. One that does not say where it is, is in none.</summary>
    public bool AllowsRegion(string? region) => Regions is null || (region is not null && Regions.Any(demanded => Lies(region, demanded)));

    /// <summary>Both demands at once.</summary>
    public DataDemand And(DataDemand other) => new(
        NoTraining || other.NoTraining,
        MaxRetention is { } own && other.MaxRetention is { } its ? (own < its ? own : its) : MaxRetention ?? other.MaxRetention,
        Regions is null || other.Regions is null ? Regions ?? other.Regions : [.. Regions.Where(other.AllowsRegion).Concat(other.Regions.Where(AllowsRegion)).Distinct(StringComparer.OrdinalIgnoreCase)]);

    private static bool Lies(string region, string demanded) =>
        region.StartsWith(demanded, StringComparison.OrdinalIgnoreCase) && (region.Length == demanded.Length || region[demanded.Length] == '-');
}
