namespace Banyan.Gateway.Tools.BuiltIn.Querying;

/// <summary>Leaves a query that is not taken; its message says why, for a model to read.</summary>
internal sealed class QueryException : Exception
{
    public QueryException()
        : base("the query is not taken")
    {
    }

    public QueryException(string message)
        : base(message)
    {
    }

    public QueryException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
