using System.Net;
using Banyan.Cli.Output;
using Banyan.Cli.Settings;
using Banyan.Wire;

namespace Banyan.Cli.Http;

/// <summary>Turns an error answer into a failure: the service's own code and words, what to do, the request's id.</summary>
internal static class ErrorAnswer
{
    private const string KeyHint = "Give a key by --key-file, BANYAN_KEY or a profile; the service printed the first one at its first start.";

    /// <summary>Reads an answer whose status is no success.</summary>
    public static CliFailure Read(HttpResponseMessage response, ReadOnlyMemory<byte> body, Connection connection)
    {
        var told = ErrorObject.Read(body);
        var code = told?.Code ?? ByStatus(response.StatusCode);
        var message = told?.Message ?? $"{connection.Address} answered {(int)response.StatusCode}, and not as Banyan does.";
        var hint = code == "invalid_api_key" && connection.Key is null ? KeyHint : Hint(code, told is not null);
        return new CliFailure(Exit(code, (int)response.StatusCode), code, message, hint + Wait(response), Header(response, "x-request-id"));
    }

    /// <summary>What to do about a code.</summary>
    public static string Hint(string code, bool isBanyan = true) =>
        ErrorCode.Find(code)?.Remedy.Replace('`', '\'') ?? (isBanyan ? "" : "Check that --url names Banyan itself, not another service or a proxy's page.");

    /// <summary>A header's value; null when it is absent.</summary>
    public static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.TrailingHeaders.TryGetValues(name, out values) ? values.FirstOrDefault() : null;

    /// <summary>The exit status of a code that came without an HTTP status of its own.</summary>
    public static ExitCode ExitOf(string code) => Exit(code, ErrorCode.Find(code)?.HttpStatus ?? 500);

    /// <summary>The exit status of a code, or where the code is unknown of an HTTP status.</summary>
    private static ExitCode Exit(string code, int status) => code switch
    {
        "content_blocked" or "pii_blocked" => ExitCode.Failed,
        "deadline_exceeded" or "provider_timeout" => ExitCode.Timeout,
        _ when ErrorCode.Find(code) is { Number: >= 3000 and < 4000 } => ExitCode.Provider,
        _ => status switch
        {
            401 or 403 => ExitCode.NoRight,
            404 => ExitCode.NotFound,
            409 => ExitCode.Conflict,
            429 => ExitCode.Limit,
            504 => ExitCode.Timeout,
            _ => ExitCode.Failed,
        },
    };

    private static string ByStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "invalid_api_key",
        HttpStatusCode.Forbidden => "not_allowed",
        HttpStatusCode.NotFound => "not_found",
        _ => "unexpected_answer",
    };

    private static string Wait(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } wait ? FormattableString.Invariant($" Retry-After: {wait.TotalSeconds:0} s.") : "";
}
