namespace Banyan.GraphQL.Language;

/// <summary>The engine's own words for <c>extensions.code</c>. They do not change.</summary>
public static class GraphCodes
{
    /// <summary>The text is no document.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document breaks a rule of validation.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>More tokens than allowed.</summary>
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";

    /// <summary>Braces, brackets or lists nested further than allowed.</summary>
    public const string DocumentTooDeep = "DOCUMENT_TOO_DEEP";

    /// <summary>Selections nested further than allowed, fragments looked through.</summary>
    public const string QueryTooDeep = "QUERY_TOO_DEEP";

    /// <summary>More fields, aliases, fragments, spreads, directives, variables or list items than allowed.</summary>
    public const string QueryTooLarge = "QUERY_TOO_LARGE";

    /// <summary>The cost worked out beforehand is over the limit; <c>cost</c> and <c>limit</c> stand beside it.</summary>
    public const string QueryTooCostly = "QUERY_TOO_COSTLY";
}
