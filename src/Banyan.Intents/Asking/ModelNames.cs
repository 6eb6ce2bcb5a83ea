using Banyan.Gateway.Spine;

namespace Banyan.Intents.Asking;

/// <summary>Which model a name leads to, for the orchestrator's own asks.</summary>
internal static class ModelNames
{
    private const string Mock = "mock";

    /// <summary>The name to ask for: the configured alias or model when it is there, else the default model when it is real; null when only the mock is left.</summary>
    public static string? Resolve(string name, CatalogSnapshot catalog)
    {
        if (IsReal(name, catalog))
        {
            return name;
        }

        return catalog.DefaultModel is { } usual && IsReal(usual, catalog) ? usual : null;
    }

    private static bool IsReal(string name, CatalogSnapshot catalog)
    {
        if (catalog.Aliases.TryGetValue(name, out var alias))
        {
            return alias.Targets.Any(target => CanAnswer(target.Model)) || alias.Fallbacks.Any(CanAnswer);
        }

        if (catalog.ModelsByName.TryGetValue(name, out var entries))
        {
            return entries.Any(CanAnswer);
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && catalog.FindOrMake(name[..slash], name[(slash + 1)..]) is { } made && CanAnswer(made);
    }

    private static bool CanAnswer(ModelEntry model) => model.Provider.Kind != Mock && model.Provider.IsConfigured;
}
