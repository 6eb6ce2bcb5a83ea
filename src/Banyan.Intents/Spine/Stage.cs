namespace Banyan.Intents.Spine;

/// <summary>How far an intent has migrated, in order.</summary>
internal enum Stage
{
    /// <summary>The legacy side does it.</summary>
    Legacy,

    /// <summary>The legacy side does it; reads are compared with the modern side.</summary>
    Shadow,

    /// <summary>The modern side does it for a share of people.</summary>
    Canary,

    /// <summary>The modern side does it; legacy stands behind.</summary>
    Modern,

    /// <summary>The modern side alone.</summary>
    ModernOnly,
}
