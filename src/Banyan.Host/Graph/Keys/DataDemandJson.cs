using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Keys;

/// <summary>A demand on providers' data terms as JSON: <c>{"noTraining": true, "maxRetention": "30d", "regions": ["eu"]}</c>, each optional.</summary>
internal static class DataDemandJson
{
    private const int MostRegions = 50, LongestRegion = 100, LongestDays = 3_650;

    /// <summary>Reads one; null where none is given.</summary>
    /// <exception cref="CoercionException">It is none.</exception>
    public static DataDemand? Read(JsonElement? json)
    {
        if (json is not { ValueKind: not JsonValueKind.Null } given)
        {
            return null;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            throw Wrong();
        }

        var demand = new DataDemand(false, null, null);
        foreach (var member in given.EnumerateObject())
        {
            var value = member.Value;
            demand = (member.Name, value.ValueKind) switch
            {
                (_, JsonValueKind.Null) => demand,
                ("noTraining", JsonValueKind.True or JsonValueKind.False) => demand with { NoTraining = value.GetBoolean() },
                ("maxRetention", JsonValueKind.String) => demand with { MaxRetention = Span(value.GetString()!) },
                ("regions", JsonValueKind.Array) when IsRegions(value) => demand with { Regions = [.. value.EnumerateArray().Select(one => one.GetString()!)] },
                _ => throw Wrong(),
            };
        }

        return demand;
    }

    /// <summary>Writes one as it is read; what is not demanded is left out.</summary>
    public static Dictionary<string, object?> Of(DataDemand demand)
    {
        var json = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (demand.NoTraining)
        {
            json["noTraining"] = true;
        }

        if (demand.MaxRetention is { } most)
        {
            json["maxRetention"] = most.Ticks % TimeSpan.TicksPerDay == 0 ? string.Create(CultureInfo.InvariantCulture, $"{most.Days}d") : string.Create(CultureInfo.InvariantCulture, $"{(long)most.TotalHours}h");
        }

        if (demand.Regions is { } regions)
        {
            json["regions"] = regions;
        }

        return json;
    }

    private static bool IsRegions(JsonElement list) =>
        list.GetArrayLength() <= MostRegions && list.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String && one.GetString() is { Length: > 0 and <= LongestRegion } region && !region.Any(char.IsControl));

    private static TimeSpan Span(string text)
    {
        var isHours = text.EndsWith('h');
        return (isHours || text.EndsWith('d')) && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= (isHours ? LongestDays * 24 : LongestDays)
            ? isHours ? TimeSpan.FromHours(count) : TimeSpan.FromDays(count)
            : throw Wrong();
    }

    private static CoercionException Wrong() =>
        new("grants.dataTerms is an object of noTraining (true or false), maxRetention (hours or days, as 36h or 30d; 0d for none) and regions (a list of words).");
}
