using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Error answers and error events of an upstream, and the form in which callers of this wire get ours.</summary>
internal static class AnthropicErrors
{
    /// <summary>Reads an answer with an error status.</summary>
    public static Failure Read(int status, WireHeaders headers, ReadOnlyMemory<byte> body)
    {
        var told = AnthropicErrorBody.Parse(body.Span);
        var failure = told is { } error && (error.Type.Length > 0 || error.Message.Length > 0) ? AnthropicFailures.Of(status, error)
            : body.IsEmpty ? AnthropicFailures.Of(status, new AnthropicErrorBody("", ""))
            : AnthropicFailures.Untold(status);
        return failure with { ProviderStatus = status, ProviderBody = body, RetryAfter = RetryDelay.Read(headers) };
    }

    /// <summary>Reads an error told inside a stream or inside an answer with status 200; the type word stands for the status.</summary>
    public static Failure Told(ReadOnlySpan<byte> data)
    {
        var error = AnthropicErrorBody.Parse(data);
        if (error is not { } told)
        {
            return new Failure(FailureKind.Garbled, "provider_error", "The provider told an error that is not JSON.");
        }

        var status = AnthropicFailures.StatusOf(told.Type);
        return AnthropicFailures.Of(status, told) with { ProviderStatus = status, ProviderBody = data.ToArray() };
    }

    /// <summary>Writes the error body, the provider's own word as it came; 503 goes out as 529, this wire's own word for overload.</summary>
    public static WireError Write(Failure failure, string requestId)
    {
        if (failure.IsProvidersWord)
        {
            return new WireError(failure.ProviderStatus, failure.ProviderBody);
        }

        var status = failure.HttpStatus;
        return new WireError(status == 503 ? 529 : status, Body(failure, requestId));
    }

    /// <summary>The body alone: the same before and inside a stream.</summary>
    public static byte[] Body(Failure failure, string requestId) => JsonWriting.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, AnthropicFailures.TypeOf(failure.HttpStatus));
        json.WriteString("message"u8, $"{failure.Message} (code: {PublicCode(failure.Code)})");
        json.WriteEndObject();
        json.WriteString("request_id"u8, requestId);
        json.WriteEndObject();
    });

    private static string PublicCode(string code) => code is "key_expired" ? "invalid_api_key" : code;
}
