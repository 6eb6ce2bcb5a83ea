using System.Text.Json.Nodes;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Composing;

/// <summary>A catalogue, and what an operator should know of it.</summary>
/// <param name="Catalogue">The catalogue.</param>
/// <param name="Written">Its intents as they were hashed, sorted by key.</param>
/// <param name="Quarantined">What waits.</param>
/// <param name="Incompatible">Sides that can't keep a contract.</param>
/// <param name="Proposals">Overlaps.</param>
internal sealed record Composed(
    IntentCatalogue Catalogue,
    JsonArray Written,
    IReadOnlyList<QuarantinedIntent> Quarantined,
    IReadOnlyList<IncompatibleSide> Incompatible,
    IReadOnlyList<OverlapProposal> Proposals);
