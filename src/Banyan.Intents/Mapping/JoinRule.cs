namespace Banyan.Intents.Mapping;

/// <summary>Several fields in one.</summary>
/// <param name="Parts">The fields, in order.</param>
/// <param name="Separator">What stands between them.</param>
internal sealed record JoinRule(IReadOnlyList<string> Parts, string Separator);
