using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Catalog.Building;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Prices as they are given over the interface: read by the rules of the document.</summary>
internal static class PriceText
{
    private const decimal NanoUsd = 1_000_000_000m;
    private static readonly Dictionary<string, string> NoEnvironment = [];

    /// <summary>Reads a price; one finer than a billionth of a dollar can't be kept and is refused.</summary>
    public static (PriceRow? Row, ConfigRefusal? Refusal) Read(JsonElement price, string model)
    {
        var problems = new ProblemList();
        var path = ConfigPlace.Join("models", model);
        var document = ConfigNode.Map(new ConfigPlace(path), [new ConfigMember("price", JsonDocumentText.Read(price.GetRawText()))]);
        var bound = new Binder(NoEnvironment, problems).Bind(document, ModelSettings.Model, path);
        var row = PriceReader.Read(new Section(ModelSettings.Model, bound, document.Place), model, null, problems);
        if (problems.HasErrors)
        {
            var all = problems.Ordered();
            return (null, new ConfigRefusal(ConfigRefusal.Bad($"The price can't be read: {all[0].Path}: {all[0].Message} {all[0].Hint}", "perMillion").Failure, all));
        }

        return row is null || (!row.IsFree && Parts(row).All(part => part is null) && row.PerRequestUsd == 0) ? (null, ConfigRefusal.Bad("A price names what tokens or requests cost, or says free.", "perMillion"))
            : Parts(row).Append(row.PerRequestUsd).Any(part => part * NanoUsd % 1 is not (null or 0)) ? (null, ConfigRefusal.Bad("A price has at most nine decimal places.", "perMillion"))
            : (row, null);
    }

    /// <summary>Whether two prices cost the same.</summary>
    public static bool IsSame(PriceRow one, PriceRow other) => Text(one) == Text(other);

    /// <summary>An instant as databases keep it.</summary>
    public static DateTimeOffset ToMicrosecond(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % 10));

    /// <summary>A new price as a line of a diff.</summary>
    public static string Diff(StoredPrice price) =>
        string.Create(CultureInfo.InvariantCulture, $"+ {ConfigPlace.Join("models", price.Model)}.price from {price.Row.ValidFrom.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}: {Text(price.Row)}\n");

    private static IEnumerable<decimal?> Parts(PriceRow row) => Parts(row.PerMillion).Select(part => part.Usd).Concat(row.Tiers.SelectMany(tier => Parts(tier.PerMillion)).Select(part => part.Usd));

    private static (string Name, decimal? Usd)[] Parts(TokenPrices prices) =>
    [
        ("input", prices.Input), ("cachedInput", prices.CachedInput), ("cacheWrite5m", prices.CacheWrite5m), ("cacheWrite1h", prices.CacheWrite1h),
        ("output", prices.Output), ("reasoning", prices.Reasoning), ("audioInput", prices.AudioInput), ("audioOutput", prices.AudioOutput),
    ];

    private static string Text(PriceRow row)
    {
        if (row.IsFree)
        {
            return "free";
        }

        var parts = Words(row.PerMillion).ToList();
        if (row.PerRequestUsd != 0)
        {
            parts.Add($"perRequest {Number(row.PerRequestUsd)}");
        }

        if (row.BatchFactor != 1)
        {
            parts.Add($"batchFactor {Number(row.BatchFactor)}");
        }

        parts.AddRange(row.Tiers.Select(tier => $"above {tier.AboveTokens.ToString(CultureInfo.InvariantCulture)} ({string.Join(", ", Words(tier.PerMillion))})"));
        parts.AddRange(row.ServiceTiers.OrderBy(tier => tier.Key, StringComparer.Ordinal).Select(tier => $"tier {tier.Key} {Number(tier.Value)}"));
        return string.Join(", ", parts);
    }

    private static IEnumerable<string> Words(TokenPrices prices) => Parts(prices).Where(part => part.Usd is not null).Select(part => $"{part.Name} {Number(part.Usd!.Value)}");

    private static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
