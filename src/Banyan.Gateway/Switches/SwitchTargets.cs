using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Switches;

/// <summary>Finds what a switch is to stop in the catalogue, so that none is reported as thrown that stops nothing.</summary>
internal static class SwitchTargets
{
    private const int MostNamed = 20;

    /// <summary>The name a switch is kept under: a provider's or model's own, found without case and for a model by its bare name too; any other as it is given.</summary>
    /// <returns>A refusal <c>invalid_request</c> that names what there is, where the catalogue has no such provider or model.</returns>
    public static (string? ScopeId, Failure? Failure) Find(CatalogSnapshot catalog, SwitchScope scope, string given) => scope switch
    {
        SwitchScope.Provider => Provider(catalog, given) is { } provider ? (provider.Name, null) : (null, NoProvider(catalog, given)),
        SwitchScope.Model => Model(catalog, given),
        _ => (given, null),
    };

    private static (string? ScopeId, Failure? Failure) Model(CatalogSnapshot catalog, string given)
    {
        var models = catalog.Models.Values.Where(model => TenantSwitches.IsSame(model.Id, given)).ToArray();
        if (models.Length == 0)
        {
            models = [.. catalog.Models.Values.Where(model => TenantSwitches.IsSame(model.Name, given))];
        }

        if (models.Length > 0)
        {
            return models.Length == 1 ? (models[0].Id, null) : (null, Bad($"Several providers have a model '{given}'; name one of them in full: {Named(models.Select(model => model.Id))}. A switch of scope PROVIDER stops all of a provider's."));
        }

        if (catalog.Aliases.Keys.FirstOrDefault(alias => TenantSwitches.IsSame(alias, given)) is { } alias)
        {
            return (null, Bad($"'{alias}' is an alias; name one of the models behind it in full, as provider/name."));
        }

        var slash = given.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == given.Length - 1)
        {
            return (null, Bad($"There is no model '{given}'; name one in full, as provider/name."));
        }

        if (Provider(catalog, given[..slash]) is not { } provider)
        {
            return (null, NoProvider(catalog, given[..slash]));
        }

        // A provider serves more than a catalogue lists, unless it is said that it does not.
        return provider.ServesDeclaredModelsOnly
            ? (null, Bad($"The provider '{provider.Name}' has no model '{given[(slash + 1)..]}'; it has: {Named(catalog.Models.Values.Where(model => model.Provider.Name == provider.Name).Select(model => model.Id))}."))
            : ($"{provider.Name}/{given[(slash + 1)..]}", null);
    }

    private static Provider? Provider(CatalogSnapshot catalog, string given) => catalog.Providers.Values.FirstOrDefault(provider => TenantSwitches.IsSame(provider.Name, given));

    private static Failure NoProvider(CatalogSnapshot catalog, string given) => Bad($"There is no provider '{given}'; there are: {Named(catalog.Providers.Keys)}.");

    private static string Named(IEnumerable<string> names)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToArray();
        return sorted.Length == 0 ? "none" : string.Join(", ", sorted.Take(MostNamed)) + (sorted.Length > MostNamed ? $" and {sorted.Length - MostNamed} more" : "");
    }

    private static Failure Bad(string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = "scopeId" };
}
