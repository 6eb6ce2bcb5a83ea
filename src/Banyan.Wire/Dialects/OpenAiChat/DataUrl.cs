using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>A <c>data:</c> URL in base64, taken apart.</summary>
internal sealed record DataUrl(string MediaType, JsonText Base64)
{
    /// <summary>Takes a URL apart; null when it is none of these. The data is not decoded.</summary>
    public static DataUrl? Parse(JsonText url)
    {
        var escaped = url.Escaped;
        if (escaped.Span.Contains((byte)'\\'))
        {
            escaped = url.ToUtf8();
        }

        if (!escaped.Span.StartsWith("data:"u8))
        {
            return null;
        }

        var comma = escaped.Span.IndexOf((byte)',');
        var head = comma < 0 ? "" : System.Text.Encoding.UTF8.GetString(escaped.Span[5..comma]);
        if (!head.EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var type = head.Split(';')[0].ToLowerInvariant();
        return new DataUrl(type == "image/jpg" ? "image/jpeg" : type, JsonText.From(System.Text.Encoding.UTF8.GetString(escaped.Span[(comma + 1)..])));
    }
}
