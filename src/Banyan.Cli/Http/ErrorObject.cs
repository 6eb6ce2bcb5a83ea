using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Cli.Http;

/// <summary>The error of an OpenAI-shaped body or stream event, or of a problem document (RFC 9457) with a code.</summary>
internal sealed record ErrorObject(string Code, string Message)
{
    /// <summary>Reads <c>{"error":{"code","message"}}</c>; null when the bytes are nothing like it.</summary>
    public static ErrorObject? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement) ?? ReadProblem(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the member <c>error</c> of an object; null when there is none.</summary>
    public static ErrorObject? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("error", out var error) || error.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return error.ValueKind == JsonValueKind.Object
            ? new ErrorObject(Text(error, "code") ?? Text(error, "type") ?? "error", Text(error, "message") ?? "The service gave no reason.")
            : new ErrorObject("error", error.ValueKind == JsonValueKind.String ? JsonText.From(error).ToString() : "The service gave no reason.");
    }

    /// <summary>Reads <c>{"code","title","detail"}</c>; null when there is no code.</summary>
    public static ErrorObject? ReadProblem(JsonElement root) =>
        Members.Text(root, "code") is { } code ? new ErrorObject(code, Members.Text(root, "detail") ?? Members.Text(root, "message") ?? Members.Text(root, "title") ?? "The service gave no reason.") : null;

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? JsonText.From(value).ToString() : null;
}
