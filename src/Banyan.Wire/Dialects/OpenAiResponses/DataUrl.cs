using System.Text;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Inline data as <c>data:type;base64,...</c>.</summary>
internal static class DataUrl
{
    /// <summary>Takes it apart; null when the address is not inline base64.</summary>
    public static (string MediaType, JsonText Base64)? Read(JsonText url)
    {
        var bytes = url.Escaped;
        var comma = bytes.Span.IndexOf((byte)',');
        if (!bytes.Span.StartsWith("data:"u8) || comma < 0 || !bytes.Span[..comma].EndsWith(";base64"u8))
        {
            return null;
        }

        // Only the type: parameters as charset have no place in the other dialects. A slash may come escaped.
        var head = new JsonText(bytes[5..(comma - 7)]).ToString();
        var mediaType = head.Split(';')[0];
        return (mediaType == "image/jpg" ? "image/jpeg" : mediaType, new JsonText(bytes[(comma + 1)..]));
    }

    public static JsonText Write(string mediaType, JsonText base64) =>
        JsonText.Join(JsonText.From("data:"), JsonText.From(mediaType), new JsonText(Encoding.UTF8.GetBytes(";base64,")), base64);
}
