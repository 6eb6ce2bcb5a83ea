using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>What a name in the configuration stands for.</summary>
/// <param name="Targets">The models it stands for, each with a share; empty when it stands for nothing.</param>
/// <param name="Cycle">The aliases that lead back to themselves; null when there is no cycle.</param>
internal sealed record Reference(IReadOnlyList<AliasTarget> Targets, string? Cycle = null)
{
    public static Reference Nothing { get; } = new([]);

    /// <summary>Whether every model it stands for belongs to a provider that cannot be used.</summary>
    public bool IsUnconfigured => Targets.Count > 0 && Targets.All(target => !target.Model.Provider.IsConfigured);
}
