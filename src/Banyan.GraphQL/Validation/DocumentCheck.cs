using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>
/// Decides whether a document may be executed at all. In this order, the first that finds something ends it: the limits, which need no types; the rules
/// of the specification. What depends on variables, the cost, is <see cref="QueryCost"/>'s and is asked for each request.
/// </summary>
internal static class DocumentCheck
{
    /// <summary>Why the document is refused; empty when it is good.</summary>
    /// <param name="schema">What it is asked against.</param>
    /// <param name="document">As parsed.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="maySuggest">Whether messages may name fields and types the caller did not: only for callers who may introspect.</param>
    public static IReadOnlyList<GraphError> Validate(GraphSchema schema, Document document, QueryLimits limits, bool maySuggest)
    {
        var check = new Check(schema, document, limits, maySuggest);
        new LimitCheck(check).Run();
        if (check.Errors.Count > 0)
        {
            return check.Errors;
        }

        var rules = RuleList.Create(check);
        new DocumentWalk(check, rules).Run();
        foreach (var rule in rules)
        {
            if (check.IsOver)
            {
                break;
            }

            rule.Ended();
        }

        return check.Errors;
    }
}
