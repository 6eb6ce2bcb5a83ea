using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Budgets;

/// <summary>What a budget goes on with at its limit must be there when it is set.</summary>
internal static class DegradeTarget
{
    /// <summary>Why asks can't go on with a name; null when they can, or none is told.</summary>
    public static Failure? Wrong(string? name, CatalogSnapshot catalog)
    {
        if (name is not { Length: > 0 })
        {
            return null;
        }

        var models = Find(name, catalog);
        return models is not { Count: > 0 } ? BudgetWords.Bad("degradeTo", $"There is no model or alias named '{name}'; /v1/models lists them.")
            : models.All(static model => model.IsDisabled) ? BudgetWords.Bad("degradeTo", $"Every model of '{name}' is disabled; name one that is active.")
            : null;
    }

    private static IReadOnlyList<ModelEntry>? Find(string name, CatalogSnapshot catalog)
    {
        if (catalog.Aliases.TryGetValue(name, out var alias))
        {
            return [.. alias.Targets.Select(static target => target.Model)];
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && catalog.FindOrMake(name[..slash], name[(slash + 1)..]) is { } model)
        {
            return [model];
        }

        return catalog.ModelsByName.GetValueOrDefault(name) ?? (name == "auto" ? [.. catalog.Models.Values] : null);
    }
}
