namespace Banyan.Intents.Spine;

/// <summary>Opens the secrets backends are called with. Implemented where the environment is read.</summary>
public interface IBackendSecrets
{
    /// <summary>The value behind a reference as <c>env:LEGACY_KEY</c>; null when there is none.</summary>
    string? Reveal(string keyRef);
}
