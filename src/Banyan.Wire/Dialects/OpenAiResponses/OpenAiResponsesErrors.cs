using System.Globalization;
using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>What an upstream's error means.</summary>
internal static class OpenAiResponsesErrors
{
    public static Failure Read(int status, WireHeaders headers, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body, ResponseJson.Reading);
            var error = parsed.RootElement.Get("error") ?? parsed.RootElement;
            return Make(status, error, body) with { RetryAfter = RetryDelay.Read(headers) };
        }
        catch (JsonException)
        {
            // A proxy in between answers HTML; its text is not the provider's word and is not passed on.
            return Make(status, default, body) with { RetryAfter = RetryDelay.Read(headers) };
        }
    }

    /// <summary>Reads an <c>error</c> event: members at the top, or inside <c>error</c>.</summary>
    public static Failure FromEvent(JsonElement root, ReadOnlyMemory<byte> told) => Make(0, root.Get("error") is { ValueKind: JsonValueKind.Object } inner ? inner : root, told);

    /// <summary>Reads the error of a failed or cancelled response.</summary>
    public static Failure FromResponse(JsonElement response, ReadOnlyMemory<byte> told) => Make(0, response.Get("error") ?? default, told);

    private static Failure Make(int status, JsonElement error, ReadOnlyMemory<byte> body)
    {
        var code = error.Word("code");
        var type = error.Word("type") is { } word && word != "error" ? word : null;
        var (kind, stable) = ErrorMeaning.Of(status, code, type);
        var message = error.Word("message") is { Length: > 0 } text ? SecretMask.Clean(text) : Default(status);
        return new Failure(kind, stable, message)
        {
            Param = error.Word("param"),
            ProviderCode = code ?? type,
            ProviderStatus = status,
            ProviderBody = body.ToArray(),
        };
    }

    private static string Default(int status) => status == 0
        ? "The provider told an error without a message."
        : string.Create(CultureInfo.InvariantCulture, $"The provider answered {status} without a readable error.");
}
