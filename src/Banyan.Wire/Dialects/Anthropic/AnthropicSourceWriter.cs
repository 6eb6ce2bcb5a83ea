using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Writes pictures and documents.</summary>
internal static class AnthropicSourceWriter
{
    public static void Image(Utf8JsonWriter json, HubImage image, MappingReport report, Action cache)
    {
        if (image.Detail is { } detail)
        {
            report.Drop(detail.At);
        }

        if (!IsCarried(image.At, image.Url, image.FileId, report))
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", "image");
        json.WriteStartObject("source");
        if (image.Base64 is { } data)
        {
            Base64(json, image.MediaType is "image/jpg" ? "image/jpeg" : image.MediaType ?? "image/png", data);
        }
        else
        {
            json.WriteString("type", "url");
            json.Member("url"u8, image.Url!.Value);
        }

        json.WriteEndObject();
        cache();
        json.WriteEndObject();
    }

    public static void Document(Utf8JsonWriter json, HubFile file, MappingReport report, Action cache)
    {
        if (file.Base64 is { } picture && file.MediaType?.StartsWith("image/", StringComparison.Ordinal) == true)
        {
            Image(json, new HubImage(file.At) { MediaType = file.MediaType, Base64 = picture }, report, cache);
            return;
        }

        if (file.Base64 is not null && file.MediaType is { } type && type is not "application/pdf" && !type.StartsWith("text/", StringComparison.Ordinal))
        {
            report.Refuse(file.At, $"This model takes no documents of type `{type}`.");
            return;
        }

        if (!IsCarried(file.At, file.Url, file.FileId, report))
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", "document");
        json.WriteStartObject("source");
        Source(json, file, report);
        json.WriteEndObject();
        if (file.Name is { } name)
        {
            json.Member("title"u8, name.Value);
        }

        cache();
        json.WriteEndObject();
    }

    private static void Source(Utf8JsonWriter json, HubFile file, MappingReport report)
    {
        if (file.Text is { } text)
        {
            PlainText(json, text);
        }
        else if (file.Url is { } url)
        {
            json.WriteString("type", "url");
            json.Member("url"u8, url);
        }
        else if (file.MediaType?.StartsWith("text/", StringComparison.Ordinal) == true)
        {
            PlainText(json, Decoded(file, report));
        }
        else
        {
            Base64(json, "application/pdf", file.Base64 ?? JsonText.Empty);
        }
    }

    private static void Base64(Utf8JsonWriter json, string mediaType, JsonText data)
    {
        json.WriteString("type", "base64");
        json.WriteString("media_type", mediaType);
        json.Member("data"u8, data);
    }

    private static void PlainText(Utf8JsonWriter json, JsonText text)
    {
        json.WriteString("type", "text");
        json.WriteString("media_type", "text/plain");
        json.Member("data"u8, text);
    }

    private static JsonText Decoded(HubFile file, MappingReport report)
    {
        var base64 = file.Base64?.ToString() ?? "";
        var bytes = new byte[base64.Length];
        if (Convert.TryFromBase64String(base64, bytes, out var length))
        {
            return JsonText.From(System.Text.Encoding.UTF8.GetString(bytes, 0, length));
        }

        report.Refuse(file.At, "The document's data is not base64.");
        return JsonText.Empty;
    }

    private static bool IsCarried(string at, JsonText? url, JsonText? fileId, MappingReport report)
    {
        if (fileId is not null)
        {
            report.Refuse(at, "A provider's file id means nothing to another provider; send the data or an address.");
            return false;
        }

        if (url is { } address && !address.ToString().StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            report.Refuse(at, "This model fetches http and https addresses only.");
            return false;
        }

        return true;
    }
}
