namespace Banyan.Gateway.Tools.BuiltIn.Querying;

/// <summary>A query that was parsed and written anew from its parse.</summary>
/// <param name="Kind"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Connection">The connection string or the file's path.</param>
/// <param name="Sql">One SELECT; every value is a parameter <c>@p0</c>, <c>@p1</c> ...</param>
/// <param name="Values">The parameters: texts, decimals, truth values, null.</param>
/// <param name="MostRows">Rows at most.</param>
public sealed record CheckedQuery(string Kind, string Connection, string Sql, IReadOnlyList<object?> Values, int MostRows);
