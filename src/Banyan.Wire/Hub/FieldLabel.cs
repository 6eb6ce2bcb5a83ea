namespace Banyan.Wire.Hub;

/// <summary>What becomes of a field when it crosses to another dialect.</summary>
public enum FieldLabel : byte
{
    /// <summary>It has a form there. Conditions (a value the target lacks) are the writer's, and named by it.</summary>
    Mapped,

    /// <summary>It has none; it is left out and named.</summary>
    Dropped,

    /// <summary>It has none and changes meaning or price: the ask is refused.</summary>
    Refused,
}
