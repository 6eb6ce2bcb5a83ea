namespace Banyan.Wire.Hub;

/// <summary>One field of a dialect.</summary>
/// <param name="Pattern">
/// Pointer with <c>*</c> for any array index: <c>/messages/*/content/*/image_url/detail</c>. A trailing <c>/**</c> makes everything below opaque
/// (a schema, metadata). Members under a row without <c>/**</c> that have no row of their own are unknown: dropped and named.
/// </param>
/// <param name="Labels">One letter per target, as <c>"mmdr"</c>.</param>
/// <param name="Idle">A value, as JSON, that asks for what happens anyway: with it nothing is lost. Null when there is none.</param>
public sealed record FieldRow(string Pattern, string Labels, string? Idle = null);
