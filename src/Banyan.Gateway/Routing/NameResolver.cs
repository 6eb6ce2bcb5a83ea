using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing;

/// <summary>Finds what a caller's <c>model</c> stands for: alias, then <c>provider/model</c>, then a bare model name, then <c>auto</c>.</summary>
internal static class NameResolver
{
    private const string MockModel = "mock/chat";

    public static ResolvedName? Resolve(CatalogSnapshot catalog, string asked)
    {
        var name = asked.Length > 0 ? asked : catalog.DefaultModel ?? MockModel;
        var by = asked.Length > 0 ? null : "default";
        if (catalog.Aliases.TryGetValue(name, out var alias))
        {
            return new ResolvedName(by ?? "alias", InOrder(alias), alias.Fallbacks.Count > 0 ? alias.Fallbacks : catalog.FallbackChain);
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && catalog.Providers.TryGetValue(name[..slash], out var provider))
        {
            return catalog.Models.TryGetValue(name, out var declared)
                ? new ResolvedName(by ?? "provider/model", [declared], catalog.FallbackChain)
                : Undeclared(provider, name[(slash + 1)..], by, catalog);
        }

        if (catalog.ModelsByName.TryGetValue(name, out var models))
        {
            return new ResolvedName(by ?? "model", models, catalog.FallbackChain);
        }

        return name == "auto" ? Auto(catalog) : null;
    }

    /// <summary>A model its provider has although nobody declared it, or the mock's with a script behind a colon.</summary>
    private static ResolvedName? Undeclared(Provider provider, string model, string? by, CatalogSnapshot catalog)
    {
        if (provider.Kind == "mock")
        {
            return Scripted(model, by, catalog);
        }

        return catalog.FindOrMake(provider.Name, model) is { } made ? new ResolvedName(by ?? "provider/model", [made], catalog.FallbackChain) : null;
    }

    private static ResolvedName? Scripted(string model, string? by, CatalogSnapshot catalog)
    {
        var colon = model.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && catalog.Models.TryGetValue($"mock/{model[..colon]}", out var plain)
            ? new ResolvedName(by ?? "provider/model", [plain with { Id = plain.Id, Name = model }], catalog.FallbackChain)
            : null;
    }

    /// <summary>All real models, best quality first, then by the provider's priority; the mock only where there is nothing else.</summary>
    private static ResolvedName Auto(CatalogSnapshot catalog)
    {
        var real = catalog.Models.Values
            .Where(model => model.Provider.Kind != "mock" && model.Provider.IsConfigured && !model.IsDisabled)
            .OrderByDescending(model => model.Quality)
            .ThenBy(model => model.Provider.Priority)
            .ThenBy(model => model.Id, StringComparer.Ordinal)
            .ToArray();
        return real.Length > 0 || !catalog.Models.TryGetValue(MockModel, out var mock)
            ? new ResolvedName("auto", real, [])
            : new ResolvedName("mock", [mock], []);
    }

    private static List<ModelEntry> InOrder(ModelAlias alias) =>
        alias.Strategy == AliasStrategy.Weighted ? WeightedOrder.Draw(alias.Targets, Random.Shared) : [.. alias.Targets.Select(target => target.Model)];
}
