using System.Text.Json;
using Banyan.Wire;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Asking;

/// <summary>Pieces of a turn to contents.</summary>
internal sealed class PartMapping(MappingReport report)
{
    /// <summary>The content of a piece; null when it has none, and the report then says why.</summary>
    public AIContent? Map(HubPart part)
    {
        if (part.Cache is { } marker)
        {
            report.Drop(marker.At);
        }

        return part switch
        {
            HubText text => new TextContent(text.Text.ToString()),
            HubRefusal refusal => new TextContent(refusal.Text.ToString()),
            HubThought thought => new TextReasoningContent(thought.Text.ToString()),
            HubCall call => Call(call),
            HubImage image => Image(image),
            HubFile { Text: { } plain } => new TextContent(plain.ToString()),
            HubFile file => File(file),
            HubAudio audio => Inline(audio.At, audio.Format == "mp3" ? "audio/mpeg" : $"audio/{audio.Format}", audio.Base64),
            _ => Refuse(part.At, "This kind of content can't be told to a chat client."),
        };
    }

    private static FunctionCallContent Call(HubCall call)
    {
        using var document = JsonDocument.Parse(call.Arguments.Utf8);
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            arguments[member.Name] = member.Value.Clone();
        }

        return new FunctionCallContent(call.Id ?? "", call.Name.ToString(), arguments);
    }

    private AIContent? Image(HubImage image)
    {
        if (image.Detail is { } detail)
        {
            report.Drop(detail.At);
        }

        return image.Base64 is { } data ? Inline(image.At, image.MediaType ?? "image/png", data)
            : image.Url is { } url ? Linked(image.At, url, image.MediaType ?? "image/*")
            : Refuse(image.At, "A provider's file id means nothing to a chat client; send the picture itself.");
    }

    private AIContent? File(HubFile file)
    {
        var content = file.Base64 is { } data ? Inline(file.At, file.MediaType ?? "application/pdf", data)
            : file.Url is { } url ? Linked(file.At, url, file.MediaType ?? "application/pdf")
            : Refuse(file.At, "A provider's file id means nothing to a chat client; send the file itself.");
        if (content is DataContent inline)
        {
            inline.Name = file.Name?.Value.ToString();
        }

        return content;
    }

    private DataContent? Inline(string at, string mediaType, JsonText base64)
    {
        try
        {
            return new DataContent(Convert.FromBase64String(base64.ToString()), mediaType);
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException)
        {
            report.Refuse(new Failure(FailureKind.CallerFault, "invalid_request", $"`{at}` is not base64 data of a media type.") { Param = at });
            return null;
        }
    }

    private UriContent? Linked(string at, JsonText url, string mediaType)
    {
        if (Uri.TryCreate(url.ToString(), UriKind.Absolute, out var address))
        {
            return new UriContent(address, mediaType);
        }

        report.Refuse(new Failure(FailureKind.CallerFault, "invalid_request", $"`{at}` is no absolute address.") { Param = at });
        return null;
    }

    private AIContent? Refuse(string at, string message)
    {
        report.Refuse(at, message);
        return null;
    }
}
