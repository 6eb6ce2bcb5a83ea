using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Reads what a model costs.</summary>
internal static class PriceReader
{
    /// <summary>0.01 USD per token: no list price comes near, a price per token taken for one per million is far above.</summary>
    public const decimal MostUsdPerMillion = 10_000;

    private static readonly string[] Components = ["input", "cachedInput", "cacheWrite5m", "cacheWrite1h", "output", "reasoning", "audioInput", "audioOutput"];

    /// <summary>The price of a model; null when none is written.</summary>
    /// <param name="model">The model's settings.</param>
    /// <param name="id">Its full name, for the row's id.</param>
    /// <param name="asOf">When a built-in price was read; null for a configured one.</param>
    /// <param name="problems">Takes prices that cannot be meant.</param>
    public static PriceRow? Read(Section model, string id, DateOnly? asOf, ProblemList problems)
    {
        if (!model.Has("price"))
        {
            return null;
        }

        var price = model.Sub("price");
        if (price.IsShort)
        {
            return PriceRow.Free;
        }

        var row = new PriceRow
        {
            Id = "",
            PerMillion = Tokens(price, problems),
            PerRequestUsd = price.NumberOrNull("perRequest") ?? 0,
            BatchFactor = price.Number("batchFactor"),
            Tiers = Tiers(price, problems),
            ServiceTiers = price.Entries("serviceTiers").Count == 0
                ? FrozenDictionary<string, decimal>.Empty
                : price.Sub("serviceTiers").Node!.Members.ToFrozenDictionary(tier => tier.Name, tier => Amount(tier.Value.Text), StringComparer.OrdinalIgnoreCase),
        };
        var origin = asOf is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "config";
        return row with { Id = $"{id}@{origin}#{Fingerprint(price.Node!)}" };
    }

    private static TokenPrices Tokens(Section section, ProblemList problems)
    {
        foreach (var name in Components)
        {
            if (section.NumberOrNull(name) > MostUsdPerMillion)
            {
                problems.Error(ProblemCode.PriceTooHigh, section.PlaceOf(name), $"{section.Text(name)} USD per million tokens is more than 0.01 USD per token.", "Prices are per 1,000,000 tokens.");
            }
        }

        return new TokenPrices
        {
            Input = section.NumberOrNull("input"),
            CachedInput = section.NumberOrNull("cachedInput"),
            CacheWrite5m = section.NumberOrNull("cacheWrite5m"),
            CacheWrite1h = section.NumberOrNull("cacheWrite1h"),
            Output = section.NumberOrNull("output"),
            Reasoning = section.NumberOrNull("reasoning"),
            AudioInput = section.NumberOrNull("audioInput"),
            AudioOutput = section.NumberOrNull("audioOutput"),
        };
    }

    private static List<PriceTier> Tiers(Section price, ProblemList problems)
    {
        var tiers = new List<PriceTier>();
        foreach (var tier in price.Items("tiers"))
        {
            var above = tier.Whole("above");
            if (tiers.Exists(other => other.AboveTokens == above))
            {
                problems.Error(ProblemCode.Duplicate, tier.PlaceOf("above"), $"Two tiers begin above {above}.", "Keep one of them.");
                continue;
            }

            tiers.Add(new PriceTier(above, Tokens(tier, problems)));
        }

        tiers.Sort((left, right) => left.AboveTokens.CompareTo(right.AboveTokens));
        return tiers;
    }

    private static decimal Amount(string text) => Quantity.TryNumber(text, out var value) ? value : 1;

    /// <summary>Eight characters that change when the price does, whatever the order its parts are written in.</summary>
    private static string Fingerprint(ConfigNode node) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(node))))[..8];

    private static string Canonical(ConfigNode node) => node.Kind switch
    {
        ConfigNodeKind.Map => "{" + string.Join(",", node.Members.OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}:{Canonical(member.Value)}")) + "}",
        ConfigNodeKind.List => "[" + string.Join(",", node.Items.Select(Canonical)) + "]",
        ConfigNodeKind.Scalar => Quantity.TryNumber(node.Text, out var value) ? value.ToString("0.############", CultureInfo.InvariantCulture) : node.Text,
        ConfigNodeKind.Null => "",
    };
}
