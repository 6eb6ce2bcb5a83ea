namespace Banyan.Intents;

/// <summary>One side of an intent.</summary>
/// <param name="Backend">Name of the backend.</param>
/// <param name="Operation">The operation there.</param>
/// <param name="IsCompatible">Whether it keeps the intent's contract.</param>
/// <param name="Missing">What it does not accept or yield.</param>
public sealed record OperatorSide(string Backend, string Operation, bool IsCompatible, IReadOnlyList<string> Missing);
