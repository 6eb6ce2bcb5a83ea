namespace Banyan.Gateway.Prompts;

/// <summary>What differs between two versions of a prompt.</summary>
/// <param name="From">Number of the first.</param>
/// <param name="To">Number of the second.</param>
/// <param name="Template">The texts as a unified diff; empty when they are equal. Messages are told as their roles and texts.</param>
/// <param name="Variables">A line for each variable added, removed or changed.</param>
/// <param name="Config">A line for each member of config and requirements that was added, removed or changed.</param>
public sealed record PromptDiff(int From, int To, string Template, IReadOnlyList<string> Variables, IReadOnlyList<string> Config);
