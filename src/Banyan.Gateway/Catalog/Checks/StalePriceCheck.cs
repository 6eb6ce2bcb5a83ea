using System.Globalization;
using Banyan.Gateway.Catalog.Building;
using Banyan.Gateway.Catalog.Document;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>Built-in prices older than 90 days: one warning for each provider that uses them.</summary>
internal static class StalePriceCheck
{
    private const int MostDays = 90;

    public static void Run(Draft draft)
    {
        var written = draft.Root.Entries("models").Where(model => model.Value.Has("price")).Select(model => model.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var provider in draft.Providers.Values.Where(provider => provider.IsConfigured))
        {
            var stale = BuiltInCatalogue.Instance.Models.GetValueOrDefault(draft.Templates[provider.Name].Name, [])
                .Where(model => model.AsOf?.AddDays(MostDays) < draft.Today && !written.Contains($"{provider.Name}/{model.Name}")).ToList();
            if (stale.Count > 0)
            {
                var oldest = stale.Min(model => model.AsOf!.Value);
                var age = draft.Today.DayNumber - oldest.DayNumber;
                var at = draft.Root.Sub("providers").Node?.Find(provider.Name)?.Place ?? new ConfigPlace("models");
                draft.Problems.Warn(
                    ProblemCode.StalePrice,
                    at,
                    string.Create(CultureInfo.InvariantCulture, $"{stale.Count} built-in prices of {provider.Name} are {age} days old (read {oldest:yyyy-MM-dd})."),
                    "Compare the ones you use with the provider's price list and write them under models, or update Banyan.");
            }
        }
    }
}
