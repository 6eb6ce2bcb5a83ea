namespace Banyan.Intents.Migration.Store;

/// <summary>How often a field differed between two calls of the legacy side. Stored counts add up.</summary>
/// <param name="Tenant">Whose traffic.</param>
/// <param name="Intent">Key of the intent.</param>
/// <param name="Path">The field with any index, as <c>$.orders[*].eta</c>.</param>
/// <param name="Tests">Times the legacy side was called twice while the field was in question.</param>
/// <param name="Differed">Of these, times it differed.</param>
public sealed record NoiseCount(string Tenant, string Intent, string Path, long Tests, long Differed);
