using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Banyan.Gateway.Upstreams;
using Banyan.Wire;

namespace Banyan.ExtensionsAI.Answering;

/// <summary>What an exception of a chat client means. Its message stays behind: it may hold content, keys or addresses.</summary>
internal static class ClientFailures
{
    /// <summary>Finds the failure: by an HTTP status where the exception tells one, else by its type.</summary>
    public static Failure From(Exception broken, Dialect dialect)
    {
        for (var cause = broken; cause is not null; cause = cause.InnerException)
        {
            if (StatusOf(cause) is { } status)
            {
                return dialect.ReadError(status, WireHeaders.None, default) with { ProviderStatus = status, ProviderCode = broken.GetType().Name };
            }
        }

        return ByType(broken) with { ProviderCode = broken.GetType().Name };
    }

    private static Failure ByType(Exception broken) => broken switch
    {
        HttpRequestException http => TransportFailures.From(http),
        // A socket's exception is an external one; sockets themselves are no business of this project.
        ExternalException or IOException => new Failure(FailureKind.Unreachable, "provider_error", "The connection of the chat client broke."),
        TimeoutException or OperationCanceledException => new Failure(FailureKind.TimedOut, "provider_timeout", "The chat client gave up waiting for its model."),
        ArgumentException or NotSupportedException =>
            new Failure(FailureKind.CallerFault, "provider_refused", "The chat client does not take this ask: it has no form for a part of it."),
        JsonException or FormatException => TransportFailures.Garbled("The chat client could not read its model's answer."),
        _ => new Failure(FailureKind.Overloaded, "provider_unavailable", "The chat client failed."),
    };

    /// <summary>The HTTP status an exception tells; the providers' own libraries each have a type for it, alike in naming it <c>Status</c> or <c>StatusCode</c>.</summary>
    private static int? StatusOf(Exception broken)
    {
        if (broken is HttpRequestException http)
        {
            return (int?)http.StatusCode;
        }

        var type = broken.GetType();
        var told = (type.GetProperty("StatusCode") ?? type.GetProperty("Status"))?.GetValue(broken);
        var status = told switch
        {
            HttpStatusCode code => (int)code,
            int number => number,
            _ => 0,
        };
        return status is >= 400 and < 600 ? status : null;
    }
}
