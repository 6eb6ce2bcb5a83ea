namespace Banyan.Intents.Spine;

/// <summary>A side that can't keep the contract of its intent.</summary>
/// <param name="Key">The intent.</param>
/// <param name="Backend">The side's backend.</param>
/// <param name="Missing">What it does not accept or yield.</param>
internal sealed record IncompatibleSide(string Key, string Backend, IReadOnlyList<string> Missing);
