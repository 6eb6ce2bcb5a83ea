namespace Banyan.Wire;

/// <summary>The first thing to try after a <see cref="Failure"/>.</summary>
public enum Recovery : byte
{
    /// <summary>Nothing helps: tell the caller.</summary>
    Stop,

    /// <summary>The same key once more, then another model.</summary>
    SameKey,

    /// <summary>Another key of the same provider, then another model.</summary>
    OtherKey,

    /// <summary>Another model.</summary>
    OtherModel,
}
