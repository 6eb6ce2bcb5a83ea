using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Graph;

/// <summary>An error of an answer as a failure: the wire's own word where it is told, else GraphQL's code in small letters.</summary>
internal static class GraphErrors
{
    /// <summary>Reads one.</summary>
    public static CliFailure Read(JsonElement error, string? requestId)
    {
        var told = Members.Object(error, "extensions") ?? default;
        var code = Members.Text(told, "code") ?? "internal";
        var word = Members.Text(told, "reason") ?? code.ToLowerInvariant();
        return new CliFailure(ExitOf(code), word, Members.Text(error, "message") ?? "The service told an error without words.", ErrorAnswer.Hint(word), requestId);
    }

    private static ExitCode ExitOf(string code) => code switch
    {
        "UNAUTHENTICATED" or "FORBIDDEN" => ExitCode.NoRight,
        "NOT_FOUND" => ExitCode.NotFound,
        "CONFLICT" => ExitCode.Conflict,
        "RATE_LIMITED" or "BUDGET_EXCEEDED" => ExitCode.Limit,
        "UPSTREAM_FAILED" => ExitCode.Provider,
        "TIMEOUT" => ExitCode.Timeout,
        "BAD_USER_INPUT" => ExitCode.Usage,
        _ => ExitCode.Failed,
    };
}
