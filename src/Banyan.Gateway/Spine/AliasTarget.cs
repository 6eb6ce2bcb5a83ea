namespace Banyan.Gateway.Spine;

/// <summary>A target of an alias and its share.</summary>
public sealed record AliasTarget(ModelEntry Model, int Weight);
