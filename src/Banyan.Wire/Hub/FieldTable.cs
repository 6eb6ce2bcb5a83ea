namespace Banyan.Wire.Hub;

/// <summary>The labels of every field of one dialect's ask, one per other dialect (W8).</summary>
/// <param name="Targets">The other dialects' letters (C R A G O without one's own), in the order of the label columns.</param>
/// <param name="Rows">Pattern and labels: <c>m</c> mapped, <c>d</c> dropped, <c>r</c> refused; see <see cref="FieldRow"/>.</param>
public sealed record FieldTable(string Targets, IReadOnlyList<FieldRow> Rows)
{
    /// <summary>The spelling of a member's name that the patterns use, for dialects that read more than one (Gemini's snake_case).</summary>
    /// <value>Default: the name as it stands.</value>
    public Func<string, string> Canonical { get; init; } = name => name;
}

/// <summary>One field of a dialect.</summary>
/// <param name="Pattern">
/// Pointer with <c>*</c> for any array index: <c>/messages/*/content/*/image_url/detail</c>. A trailing <c>/**</c> makes everything below opaque
/// (a schema, metadata). Members under a row without <c>/**</c> that have no row of their own are unknown: dropped and named.
/// </param>
/// <param name="Labels">One letter per target, as <c>"mmdr"</c>.</param>
public sealed record FieldRow(string Pattern, string Labels);
