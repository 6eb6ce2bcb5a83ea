using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes errors as OpenAI's clients expect them: <c>{"error":{message,type,param,code}}</c>.</summary>
internal static class OpenAiChatErrorWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An error before the head: the provider's own word about the ask passes as it came, everything else is ours.</summary>
    public static WireError Write(Failure failure, string requestId) =>
        failure.IsProvidersWord ? new WireError(failure.ProviderStatus, failure.ProviderBody) : new WireError(failure.HttpStatus, Body(failure, requestId));

    /// <summary>Our own error object, without line breaks.</summary>
    public static byte[] Body(Failure failure, string requestId)
    {
        var status = failure.HttpStatus;

        // Whatever is wrong with a key, the answer is the same: a guess must learn nothing.
        var code = status == 401 ? "invalid_api_key" : failure.Code;
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error"u8);
            writer.WriteString("message"u8, Message(failure, status, requestId));
            writer.WriteString("type"u8, TypeOf(status, code));
            writer.WriteString("param"u8, string.IsNullOrEmpty(failure.Param) ? null : failure.Param);
            writer.WriteString("code"u8, code);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string Message(Failure failure, int status, string requestId) => status switch
    {
        401 => "The API key is missing or not accepted here. Send a valid Banyan key.",
        _ when failure.Kind == FailureKind.Internal => $"Something went wrong inside Banyan. Report the request id {requestId}.",
        _ => failure.Message,
    };

    private static string TypeOf(int status, string code) => status switch
    {
        401 => "authentication_error",
        403 => "permission_error",
        429 => code == "budget_exceeded" ? "insufficient_quota" : "rate_limit_exceeded",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };
}
