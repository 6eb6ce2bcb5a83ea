using Banyan.GraphQL.Language;
using Banyan.Wire;

namespace Banyan.Host.Graph.Door;

/// <summary>Failures as GraphQL tells them: a coarse code for programs, beside it the same word, number and status as on every other door.</summary>
internal static class FailureCodes
{
    /// <summary>An error without its place.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="requestId">The id the caller can name.</param>
    /// <param name="found">Everything that was found wrong; null or empty where the failure says it all.</param>
    public static GraphError Describe(Failure failure, string? requestId, IReadOnlyList<(string Path, string Message)>? found = null)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["reason"] = failure.Code };
        if (ErrorCode.Find(failure.Code) is { } known)
        {
            extensions["bny"] = $"BNY{known.Number:0000}";
        }

        extensions["http"] = failure.HttpStatus;
        if (requestId is not null)
        {
            extensions["requestId"] = requestId;
        }

        if (failure.RetryAfter is { } wait)
        {
            extensions["retryAfterSeconds"] = (long)Math.Ceiling(wait.TotalSeconds);
        }

        if (found is { Count: > 0 })
        {
            extensions["violations"] = found.Select(one => Violation(one.Path, one.Message)).ToArray();
        }
        else if (failure.Param is { } param)
        {
            extensions["violations"] = new[] { Violation(param, failure.Message) };
        }

        return new GraphError(failure.Message) { Code = CodeOf(failure), Extensions = extensions };
    }

    private static Dictionary<string, object?> Violation(string path, string message) => new(StringComparer.Ordinal) { ["path"] = path, ["message"] = message };

    /// <summary>The coarse code.</summary>
    public static string CodeOf(Failure failure) => (failure.Code, failure.HttpStatus) switch
    {
        ("content_blocked" or "pii_blocked", _) => "GUARD_BLOCKED",
        ("budget_exceeded", _) => "BUDGET_EXCEEDED",
        ("provider_refused" or "provider_rate_limited" or "provider_unavailable", _) => "UPSTREAM_FAILED",
        (_, 401) => "UNAUTHENTICATED",
        (_, 403) => "FORBIDDEN",
        (_, 404) => "NOT_FOUND",
        (_, 409) => "CONFLICT",
        (_, 429) => "RATE_LIMITED",
        (_, 502) => "UPSTREAM_FAILED",
        (_, 503) => "UNAVAILABLE",
        (_, 504) => "TIMEOUT",
        (_, >= 400 and < 500) => "BAD_USER_INPUT",
        _ => "INTERNAL",
    };
}
