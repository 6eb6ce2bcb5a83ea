namespace Banyan.Intents.Spine;

/// <summary>What discovery knows at one instant.</summary>
/// <param name="Catalogue">The catalogue in force.</param>
/// <param name="Backends">Every backend, configured or found, by name.</param>
/// <param name="Quarantined">Intents or changes that wait for an operator, by key.</param>
/// <param name="Incompatible">Sides that can't keep the contract of their intent, by key.</param>
/// <param name="Proposals">Overlaps that were proposed, granted or rejected.</param>
internal sealed record CatalogueView(
    IntentCatalogue Catalogue,
    IReadOnlyList<BackendView> Backends,
    IReadOnlyList<QuarantinedIntent> Quarantined,
    IReadOnlyList<IncompatibleSide> Incompatible,
    IReadOnlyList<OverlapProposal> Proposals)
{
    /// <summary>Nothing is known yet.</summary>
    public static CatalogueView Empty { get; } = new(IntentCatalogue.Empty, [], [], [], []);
}
