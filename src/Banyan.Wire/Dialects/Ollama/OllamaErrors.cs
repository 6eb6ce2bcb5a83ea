using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Errors of Ollama: one sentence and a status; inside a stream only the sentence.</summary>
internal static class OllamaErrors
{
    public static Failure Read(int status, WireHeaders headers, ReadOnlyMemory<byte> body)
    {
        var message = MessageOf(body);
        return OllamaErrorMeaning.Of(status, message) with
        {
            ProviderStatus = status,
            ProviderBody = body,
            RetryAfter = RetryDelay.Read(headers),
        };
    }

    /// <summary>Reads an error told inside a stream or a 200.</summary>
    public static Failure ReadInBand(ReadOnlyMemory<byte> data) =>
        OllamaErrorMeaning.Of(500, MessageOf(data)) with { ProviderBody = data.ToArray() };

    /// <summary>Writes the provider's own word as it came, any other error as Ollama wears it.</summary>
    public static WireError Write(Failure failure) => failure.IsProvidersWord
        ? new(failure.ProviderStatus, failure.ProviderBody)
        : new(failure.HttpStatus, JsonWriting.Write(writer => WriteElement(writer, failure)));

    /// <summary>Writes the object <c>{"error":"..."}</c>.</summary>
    public static void WriteElement(Utf8JsonWriter writer, Failure failure)
    {
        writer.WriteStartObject();
        writer.WriteString("error"u8, failure.Message);
        writer.WriteEndObject();
    }

    private static string? MessageOf(ReadOnlyMemory<byte> body)
    {
        using var document = JsonMembers.TryParse(body);
        var error = document is null ? default : document.RootElement.Member("error");
        return error.ValueKind == JsonValueKind.Object ? error.Member("message").Text() : error.Text();
    }
}
