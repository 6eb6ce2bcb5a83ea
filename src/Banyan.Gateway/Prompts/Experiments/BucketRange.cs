namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>Some neighbouring buckets.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The one after the last.</param>
public readonly record struct BucketRange(int From, int To);
