namespace Banyan.Gateway.Spine;

/// <summary>A routing rule that matched an ask.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Outcome">What became of it: <c>obeyed skipped shadow</c>.</param>
/// <param name="Reason">Why it was skipped; null when it was not.</param>
public readonly record struct RuleMatch(string Rule, string Outcome, string? Reason);
