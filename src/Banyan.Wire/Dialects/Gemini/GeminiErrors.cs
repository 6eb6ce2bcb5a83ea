using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Errors of Gemini: what they say, whatever status carries them, and how ours look to its callers.</summary>
internal static class GeminiErrors
{
    /// <summary>Reads an error answer.</summary>
    public static Failure Read(int status, WireHeaders headers, ReadOnlyMemory<byte> body)
    {
        using var document = JsonMembers.TryParse(body);
        var told = GeminiToldError.From(document is null ? default : document.RootElement, status);
        var failure = GeminiErrorMeaning.Of(told);
        return failure with
        {
            ProviderCode = failure.ProviderCode ?? told.Word,
            ProviderStatus = status,
            ProviderBody = body,
            RetryAfter = failure.RetryAfter ?? RetryDelay.Read(headers),
        };
    }

    /// <summary>Reads an error told inside a stream or a 200; null when there is none.</summary>
    public static Failure? ReadInBand(ReadOnlyMemory<byte> data)
    {
        using var document = JsonMembers.TryParse(data);
        if (document is null)
        {
            return null;
        }

        var told = GeminiToldError.From(document.RootElement, 0);
        return told.IsThere ? GeminiErrorMeaning.Of(told) with { ProviderCode = told.Word, ProviderStatus = told.Status, ProviderBody = data.ToArray() } : null;
    }

    /// <summary>Writes the provider's own word as it came, any other error as Gemini wears it.</summary>
    public static WireError Write(Failure failure, string requestId) =>
        failure.IsProvidersWord
            ? new(failure.ProviderStatus, failure.ProviderBody)
            : new(failure.HttpStatus, JsonWriting.Write(writer => WriteElement(writer, failure, requestId)));

    /// <summary>Writes the object <c>{"error":{...}}</c>.</summary>
    public static void WriteElement(Utf8JsonWriter writer, Failure failure, string requestId)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error"u8);
        writer.WriteNumber("code"u8, failure.HttpStatus);
        writer.WriteString("message"u8, failure.Message);
        writer.WriteString("status"u8, StatusWord(failure.HttpStatus));
        writer.WriteStartArray("details"u8);
        writer.WriteStartObject();
        writer.WriteString("@type"u8, "type.googleapis.com/google.rpc.ErrorInfo"u8);
        writer.WriteString("reason"u8, failure.Code.ToUpperInvariant());
        writer.WriteString("domain"u8, "banyan"u8);
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("code"u8, failure.Code);
        writer.WriteString("requestId"u8, requestId);
        if (failure.Param is not null)
        {
            writer.WriteString("param"u8, failure.Param);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        if (failure.RetryAfter is { } wait)
        {
            writer.WriteStartObject();
            writer.WriteString("@type"u8, "type.googleapis.com/google.rpc.RetryInfo"u8);
            writer.WriteString("retryDelay"u8, string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(wait.TotalSeconds):0}s"));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string StatusWord(int status) => status switch
    {
        400 or 413 or 422 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        409 => "ABORTED",
        429 => "RESOURCE_EXHAUSTED",
        499 => "CANCELLED",
        503 or 529 => "UNAVAILABLE",
        504 => "DEADLINE_EXCEEDED",
        _ => "INTERNAL",
    };
}
