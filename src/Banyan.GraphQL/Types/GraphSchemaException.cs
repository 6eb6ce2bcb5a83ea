namespace Banyan.GraphQL.Types;

/// <summary>A schema could not be built; says everything that is wrong with it.</summary>
public sealed class GraphSchemaException : Exception
{
    internal GraphSchemaException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, ["The schema has mistakes:", .. problems.Select(problem => $"- {problem}")])) => Problems = problems;

    /// <summary>Each mistake, naming type and field; never empty.</summary>
    public IReadOnlyList<string> Problems { get; }
}
