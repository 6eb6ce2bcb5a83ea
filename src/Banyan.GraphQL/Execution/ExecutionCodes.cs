namespace Banyan.GraphQL.Execution;

/// <summary>The engine's words for what goes wrong while an operation runs, in <c>extensions.code</c>. They do not change.</summary>
public static class ExecutionCodes
{
    /// <summary>The caller lacks a scope of the field or its type.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>A variable or argument does not fit its type.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>A bug; <c>traceId</c> stands beside it.</summary>
    public const string Internal = "INTERNAL";

    /// <summary>The operation ran longer than it may.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>The answer would have more nodes than it may.</summary>
    public const string ResultTooLarge = "RESULT_TOO_LARGE";
}
