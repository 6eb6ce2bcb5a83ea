namespace Banyan.Gateway.Spine;

/// <summary>A model on a provider that could answer; a key is added when it is tried.</summary>
/// <param name="Model">The model, and through it the provider.</param>
/// <param name="Key">The key it is tried with; null before one is picked, and for providers without keys.</param>
public sealed record Candidate(ModelEntry Model, ProviderKey? Key = null)
{
    /// <summary>The provider.</summary>
    public Provider Provider => Model.Provider;
}
