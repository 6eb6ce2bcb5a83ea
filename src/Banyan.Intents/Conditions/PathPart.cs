namespace Banyan.Intents.Conditions;

/// <summary>One step of a path: a member, or an element.</summary>
/// <param name="Name">The member; null for an element.</param>
/// <param name="Index">The element, from 0; meaningless for a member.</param>
internal readonly record struct PathPart(string? Name, int Index = 0);
