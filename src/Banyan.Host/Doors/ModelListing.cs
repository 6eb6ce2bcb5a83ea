using Banyan.Gateway.Spine;
using Banyan.Host.Doors.Intents;
using Banyan.Host.Doors.Intents.Model;

namespace Banyan.Host.Doors;

/// <summary>The models and aliases a caller may use: the orchestrator, then aliases, then models.</summary>
internal static class ModelListing
{
    public static IReadOnlyList<ListedModel> For(CatalogSnapshot catalog, Grants grants)
    {
        var aliases = catalog.Aliases.Values
            .Where(alias => grants.MayUse(alias.Name))
            .Select(alias => new ListedModel(alias.Name, "banyan", alias.Targets[0].Model))
            .OrderBy(model => model.Id, StringComparer.Ordinal);
        var models = catalog.Models.Values
            .Where(model => !model.IsDisabled && model.Provider.IsConfigured && (grants.MayUse(model.Id) || grants.MayUse(model.Name)))
            .Select(model => new ListedModel(model.Id, model.Provider.Name, model))
            .OrderBy(model => model.Id, StringComparer.Ordinal);
        IEnumerable<ListedModel> orchestrator = grants.May(IntentGate.Run) ? [new ListedModel(BanyanModel.Name, "banyan", null)] : [];
        return [.. orchestrator, .. aliases.Where(alias => alias.Id != BanyanModel.Name || !grants.May(IntentGate.Run)), .. models];
    }
}

/// <summary>One name a caller may ask for.</summary>
/// <param name="Id">The name.</param>
/// <param name="OwnedBy">The provider, or <c>banyan</c> for an alias.</param>
/// <param name="Model">The model, or an alias's first target; null for the orchestrator.</param>
internal sealed record ListedModel(string Id, string OwnedBy, ModelEntry? Model);
