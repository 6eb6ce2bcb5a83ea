namespace Banyan.Intents.Migration.Store;

/// <summary>Calls of a period.</summary>
/// <param name="Intent">Key of the intent.</param>
/// <param name="Side"><c>legacy</c> or <c>modern</c>.</param>
/// <param name="Kind">A kind of <see cref="CallCount"/>.</param>
/// <param name="Bucket">The latency bucket.</param>
/// <param name="Calls">Calls.</param>
/// <param name="Errors">Of these, failed; of comparisons, mismatches.</param>
/// <param name="Fallbacks">Of these, stood in for the preferred side.</param>
public sealed record CallSum(string Intent, string Side, string Kind, int Bucket, long Calls, long Errors, long Fallbacks);
