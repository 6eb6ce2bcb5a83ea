using System.Buffers.Text;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Translation;

/// <summary>Pictures told by address, for dialects that take only the bytes.</summary>
internal static class ImageInlining
{
    public static List<string> Addresses(HubAsk ask, Dialect target)
    {
        var addresses = new List<string>();
        if (target.Id is not (DialectId.Gemini or DialectId.Ollama))
        {
            return addresses;
        }

        foreach (var turn in ask.Turns)
        {
            Visit(turn.Parts, image =>
            {
                if (Address(image) is { } address && !addresses.Contains(address, StringComparer.Ordinal))
                {
                    addresses.Add(address);
                }

                return image;
            });
        }

        return addresses;
    }

    public static void PutBack(HubAsk ask, IReadOnlyDictionary<string, FetchedImage> fetched)
    {
        foreach (var turn in ask.Turns)
        {
            Visit(turn.Parts, image => Address(image) is { } address && fetched.TryGetValue(address, out var found)
                ? image with { Url = null, MediaType = found.MediaType, Base64 = Encode(found.Bytes) }
                : image);
        }
    }

    private static void Visit(List<HubPart> parts, Func<HubImage, HubImage> visit)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is HubImage image)
            {
                parts[i] = visit(image);
            }
            else if (parts[i] is HubResult result)
            {
                Visit(result.Parts, visit);
            }
        }
    }

    private static string? Address(HubImage image) =>
        image.Url?.ToString() is { } url
        && (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            ? url
            : null;

    private static JsonText Encode(ReadOnlyMemory<byte> bytes)
    {
        var text = new byte[Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        Base64.EncodeToUtf8(bytes.Span, text, out _, out var written);
        return new JsonText(text.AsMemory(0, written));
    }
}
