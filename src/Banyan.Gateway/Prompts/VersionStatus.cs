namespace Banyan.Gateway.Prompts;

/// <summary>Where a version stands. Exactly one version of a published prompt is active; the database sees to it.</summary>
public enum VersionStatus : byte
{
    /// <summary>Being written: it may change, and serves only who names it.</summary>
    Draft,

    /// <summary>What callers get who name the prompt alone.</summary>
    Active,

    /// <summary>Was active, or was set aside. It still serves who names it, and can be rolled back to.</summary>
    Deprecated,
}
