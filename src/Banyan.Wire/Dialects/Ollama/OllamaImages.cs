using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Ollama's pictures have no media type: their first bytes tell it, readable in base64 as it stands.</summary>
internal static class OllamaImages
{
    private static readonly (byte[] Prefix, string Type)[] Known =
    [
        ("iVBORw0KGgo"u8.ToArray(), "image/png"),
        ("/9j/"u8.ToArray(), "image/jpeg"),
        ("UklGR"u8.ToArray(), "image/webp"),
        ("R0lGOD"u8.ToArray(), "image/gif"),
    ];

    /// <summary>The media type of base64 data; null when its first bytes are of no known picture.</summary>
    public static string? MediaType(JsonText base64)
    {
        var data = base64.Escaped.Span.Contains((byte)'\\') ? base64.ToUtf8() : base64.Escaped;
        foreach (var (prefix, type) in Known)
        {
            if (data.Span.StartsWith(prefix))
            {
                return type;
            }
        }

        return null;
    }
}
