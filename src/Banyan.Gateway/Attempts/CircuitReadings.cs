using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Attempts;

/// <summary>Circuits that are open on this node, and aliases behind which no model can be tried.</summary>
internal sealed class CircuitReadings(ICatalog catalog, CandidateHealth health) : IAlertSource
{
    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var current = catalog.Current;
        var down = current.Providers.Keys.Where(provider => IsOpen(provider, null, current)).ToHashSet(StringComparer.Ordinal);
        return new(
        [
            .. down.Select(provider => new Reading(AlertKinds.CircuitOpen, "provider", provider, 1, $"The circuit of provider {provider} is open: its calls failed, and it is left alone but for probes.")),
            .. current.Models.Values.Where(model => !down.Contains(model.Provider.Name) && IsOpen(model.Provider.Name, model.Id, current))
                .Select(model => new Reading(AlertKinds.CircuitOpen, "model", model.Id, 1, $"The circuit of {model.Id} is open: its calls failed, and it is left alone but for probes.")),
            .. current.Aliases.Values.Where(alias => IsDown(alias, current))
                .Select(alias => new Reading(AlertKinds.AllCandidatesDown, "alias", alias.Name, 1, $"No model behind {alias.Name} can be tried: calls of it are refused with 503.")),
        ]);
    }

    private bool IsOpen(string provider, string? model, CatalogSnapshot current) => health.CircuitOf(provider, model, current.Breaker).State == CandidateGate.Open;

    private bool IsDown(ModelAlias alias, CatalogSnapshot current)
    {
        var models = alias.Targets.Select(target => target.Model).Concat(alias.Fallbacks.Count > 0 ? alias.Fallbacks : current.FallbackChain).Where(model => model.Provider.IsConfigured).ToList();
        return models.Count > 0 && models.TrueForAll(model => health.GateOf(new Candidate(model), current) == CandidateGate.Open);
    }
}
