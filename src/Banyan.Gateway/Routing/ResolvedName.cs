using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing;

/// <summary>What a name stands for.</summary>
/// <param name="By">Which rule found it.</param>
/// <param name="Targets">The models meant, best first.</param>
/// <param name="Fallbacks">What may answer when they can't.</param>
internal sealed record ResolvedName(string By, IReadOnlyList<ModelEntry> Targets, IReadOnlyList<ModelEntry> Fallbacks);
