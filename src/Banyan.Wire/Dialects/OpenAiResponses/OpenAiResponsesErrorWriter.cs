using System.Globalization;
using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>An error as this dialect's caller sees it: <c>{"error":{"message","type","param","code"}}</c>.</summary>
internal static class OpenAiResponsesErrorWriter
{
    public static WireError Write(Failure failure, string requestId)
    {
        if (IsProvidersWord(failure))
        {
            return new WireError(failure.ProviderStatus, failure.ProviderBody);
        }

        var status = failure.HttpStatus;
        var body = ResponseWriting.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            ResponseWriting.Text(writer, "message", Message(failure, requestId));
            writer.WriteString("type", TypeOf(failure, status));
            writer.WriteString("param", failure.Param);
            writer.WriteString("code", CodeOf(failure));
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        return new WireError(status, body);
    }

    /// <summary>The stable word; a caller is not told that its key once was good.</summary>
    public static string CodeOf(Failure failure) => failure.Code == "key_expired" ? "invalid_api_key" : failure.Code;

    /// <summary>The message; of a bug only the request id.</summary>
    public static string Message(Failure failure, string requestId) => failure.Kind == FailureKind.Internal
        ? string.Create(CultureInfo.InvariantCulture, $"Something failed inside the gateway. Report request {requestId}.")
        : failure.Message;

    // What a provider of this family says about the ask passes as it came; another dialect's body or one about our key does not.
    private static bool IsProvidersWord(Failure failure)
    {
        if (failure.ProviderStatus is < 400 or >= 500 || failure.Kind is not (FailureKind.CallerFault or FailureKind.Refused or FailureKind.ContextTooLong or FailureKind.TooLarge))
        {
            return false;
        }

        try
        {
            using var parsed = JsonDocument.Parse(failure.ProviderBody, ResponseJson.Reading);
            return parsed.RootElement.Get("type") is null && parsed.RootElement.Get("error") is { } error
                && error.Text("message") is not null && (error.Get("code")?.ValueKind is null or JsonValueKind.String);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string TypeOf(Failure failure, int status) => status switch
    {
        401 => "authentication_error",
        403 => "permission_error",
        429 => failure.Code == "budget_exceeded" ? "insufficient_quota" : "rate_limit_exceeded",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };
}
