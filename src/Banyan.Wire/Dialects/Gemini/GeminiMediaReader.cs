using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads <c>inlineData</c> and <c>fileData</c>: pictures, sound, and everything else as a document.</summary>
internal static class GeminiMediaReader
{
    public static HubPart? Read(GeminiMember media, string at, MappingReport report)
    {
        string? type = null;
        JsonText? data = null, uri = null;
        Sourced<JsonText>? name = null;
        foreach (var member in GeminiMember.Of(media.Value, media.At))
        {
            switch (member.Name)
            {
                case "mimeType":
                    type = member.Text(report)?.ToString();
                    break;
                case "data":
                    data = member.Text(report);
                    break;
                case "fileUri":
                    uri = member.Text(report);
                    break;
                case "displayName":
                    name = member.Text(report) is { } text ? new Sourced<JsonText>(text, member.At) : null;
                    break;
                default:
                    break;
            }
        }

        if (data is null && uri is null)
        {
            report.Refuse(media.At, $"`{media.At}` has neither `data` nor `fileUri`.");
            return null;
        }

        return Make(at, GeminiMedia.Normal(type), data, uri, name);
    }

    private static HubPart Make(string at, string? type, JsonText? data, JsonText? uri, Sourced<JsonText>? name)
    {
        // A file of the provider's own store can be read by nobody else.
        var isOwnFile = uri is { } address && address.ToString().Contains("generativelanguage.googleapis.com", StringComparison.OrdinalIgnoreCase);
        var url = isOwnFile ? null : uri;
        var fileId = isOwnFile ? uri : null;
        if (type?.StartsWith("image/", StringComparison.Ordinal) ?? false)
        {
            return new HubImage(at) { MediaType = type, Base64 = data, Url = url, FileId = fileId };
        }

        return data is { } sound && (type?.StartsWith("audio/", StringComparison.Ordinal) ?? false)
            ? new HubAudio(at, sound, GeminiMedia.AudioFormat(type))
            : new HubFile(at) { MediaType = type, Base64 = data, Url = url, FileId = fileId, Name = name };
    }
}
