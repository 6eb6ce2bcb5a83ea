namespace Banyan.Gateway.Catalog.Editing;

/// <summary>A document as it was read.</summary>
/// <param name="Entries">Its parts.</param>
/// <param name="Problems">What was found wrong while reading.</param>
/// <param name="Lines">The line of each path it has.</param>
internal sealed record ReadDocument(IReadOnlyList<ConfigEntry> Entries, IReadOnlyList<ConfigProblem> Problems, IReadOnlyDictionary<string, int> Lines)
{
    public bool HasErrors => Problems.Any(problem => problem.Severity == ConfigSeverity.Error);

    /// <summary>These problems and those of the whole, which know no line of this document, each with its line.</summary>
    public IReadOnlyList<ConfigProblem> Told(IReadOnlyList<ConfigProblem> ofWhole) =>
        [.. Problems.Concat(ofWhole.Select(problem => problem.Line > 0 ? problem with { Line = 0 } : problem with { Line = Lines.GetValueOrDefault(problem.Path) })).OrderBy(problem => problem.Line).ThenBy(problem => problem.Path, StringComparer.Ordinal)];
}
