namespace Banyan.Gateway.Tools.BuiltIn.Querying;

/// <summary>What a query gave.</summary>
/// <param name="Columns">Names in order.</param>
/// <param name="Rows">Values in order: texts, numbers, truth values, null.</param>
/// <param name="IsCut">Whether there were more.</param>
/// <param name="Problem">What went wrong; null when nothing did.</param>
public sealed record QueryRows(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, bool IsCut, string? Problem = null);
