namespace Banyan.Gateway.Routing.Learning;

/// <summary>What was seen of a model's answers to a kind of prompt within an hour.</summary>
/// <param name="Model">Full name; <c>@name</c> for a name whose choice is weighed.</param>
/// <param name="Category">The kind of prompt; empty for all others.</param>
/// <param name="Hour">When the hour began.</param>
/// <param name="Seen">What was seen.</param>
public sealed record ModelStat(string Model, string Category, DateTimeOffset Hour, EvidenceCount Seen);
