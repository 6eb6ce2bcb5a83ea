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
