namespace Banyan.Intents.Migration.Store;

/// <summary>Differences of a period in one field.</summary>
/// <param name="Intent">Key of the intent.</param>
/// <param name="Path">The field, with its indexes.</param>
/// <param name="Count">How often.</param>
public sealed record DiffSum(string Intent, string Path, long Count);
