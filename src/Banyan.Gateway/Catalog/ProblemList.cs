namespace Banyan.Gateway.Catalog;

/// <summary>Collects problems; nothing stops at the first.</summary>
internal sealed class ProblemList
{
    private readonly List<ConfigProblem> _problems = [];

    public bool HasErrors => _problems.Exists(problem => problem.Severity == ConfigSeverity.Error);

    public void Error(string code, Document.ConfigPlace at, string message, string hint) => Add(code, at, ConfigSeverity.Error, message, hint);

    public void Warn(string code, Document.ConfigPlace at, string message, string hint) => Add(code, at, ConfigSeverity.Warning, message, hint);

    /// <summary>All problems in the order of the file; what has no line comes first.</summary>
    public IReadOnlyList<ConfigProblem> Ordered() =>
        [.. _problems.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Path, StringComparer.Ordinal).ThenBy(problem => problem.Code, StringComparer.Ordinal)];

    private void Add(string code, Document.ConfigPlace at, ConfigSeverity severity, string message, string hint) =>
        _problems.Add(new ConfigProblem(code, at.Path, at.Line, severity, Told(message, at), hint));

    private static string Told(string message, Document.ConfigPlace at) =>
        at.Variable is not null ? $"{message} (from the environment variable {at.Variable})" : at.IsStored ? $"{message} (kept in the database)" : message;
}
