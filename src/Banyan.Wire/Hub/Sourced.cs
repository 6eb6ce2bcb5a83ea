namespace Banyan.Wire.Hub;

/// <summary>A value of an ask and where it stood, so that a writer who can't carry it can name it.</summary>
/// <param name="Value">The value.</param>
/// <param name="At">RFC 6901 pointer into the caller's body.</param>
public sealed record Sourced<T>(T Value, string At);
