using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Execution;

/// <summary>Turns what resolvers throw into what callers read.</summary>
public interface IGraphErrors
{
    /// <summary>An expected failure as an error with message, code and extensions; path and locations are filled in. Null for a bug: the caller reads <c>INTERNAL</c> and a trace id.</summary>
    GraphError? Describe(Exception exception, GraphContext context);

    /// <summary>Told of every bug, to be logged under the id the caller reads.</summary>
    void Unexpected(Exception bug, string traceId);
}
