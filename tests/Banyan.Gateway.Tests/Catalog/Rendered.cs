using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Catalog;

/// <summary>Snapshots as text that is equal when they are, and nodes as documents again.</summary>
internal static class Rendered
{
    public static string Of(CatalogSnapshot? snapshot)
    {
        if (snapshot is null)
        {
            return "none";
        }

        var text = new StringBuilder();
        foreach (var provider in snapshot.Providers.Values.OrderBy(provider => provider.Name, StringComparer.Ordinal))
        {
            var keys = string.Join(",", provider.Keys.Select(key => $"{key.Name}={key.Secret.Reveal()}*{key.Weight}@{string.Join("+", key.Services)}"));
            var quirks = string.Join(",", provider.Quirks.OrderBy(quirk => quirk.Key, StringComparer.Ordinal));
            text.AppendLine(CultureInfo.InvariantCulture, $"{provider.Name} {provider.Kind} {provider.BaseUrl} {string.Join("+", provider.Dialects)} {provider.Priority} {provider.IsInternal} {provider.IsConfigured} {provider.Timeouts} {provider.Limits.Concurrent} {keys} {quirks}");
        }

        foreach (var model in snapshot.Models.Values.OrderBy(model => model.Id, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{model.Id} {model.Context} {model.MaxOutput} {model.Can} {model.Quality} {model.IsDisabled} {model.IsDeprecated} {model.Replacement} {model.Deployment} {string.Join("+", model.Traits.Order(StringComparer.Ordinal))} {string.Join(";", model.Prices.Select(Of))}");
        }

        foreach (var alias in snapshot.Aliases.Values.OrderBy(alias => alias.Name, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{alias.Name} {alias.Strategy} {string.Join(",", alias.Targets.Select(target => $"{target.Model.Id}*{target.Weight}"))} {string.Join(",", alias.Fallbacks.Select(model => model.Id))}");
        }

        foreach (var (name, models) in snapshot.ModelsByName.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name} {string.Join(",", models.Select(model => model.Id))}");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{snapshot.DefaultModel} {string.Join(",", snapshot.FallbackChain.Select(model => model.Id))} {snapshot.Retry} {snapshot.Breaker} {snapshot.BlocksUnpriced} {snapshot.MaxBodyBytes} {snapshot.RequestTimeout} {snapshot.PingAfter}").ToString();
    }

    /// <summary>A node as JSON, which is YAML too.</summary>
    public static string Json(ConfigNode node) => node.Kind switch
    {
        ConfigNodeKind.Map => "{" + string.Join(",", node.Members.Select(member => $"{JsonSerializer.Serialize(member.Name)}: {Json(member.Value)}")) + "}",
        ConfigNodeKind.List => "[" + string.Join(",", node.Items.Select(Json)) + "]",
        ConfigNodeKind.Scalar => JsonSerializer.Serialize(node.Text),
        _ => "null",
    };

    private static string Of(PriceRow row)
    {
        var tiers = string.Join(",", row.Tiers);
        var services = string.Join(",", row.ServiceTiers.OrderBy(tier => tier.Key, StringComparer.Ordinal));
        return $"{row.Id} {row.IsFree} {row.PerMillion} {row.PerRequestUsd.ToString(CultureInfo.InvariantCulture)} {row.BatchFactor.ToString(CultureInfo.InvariantCulture)} {tiers} {services}";
    }
}
