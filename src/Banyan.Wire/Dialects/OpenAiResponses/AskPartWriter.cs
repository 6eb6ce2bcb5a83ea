using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Writes content parts of a message.</summary>
internal sealed class AskPartWriter(Utf8JsonWriter writer, TargetFacts target, MappingReport report)
{
    public void Write(HubPart part, bool isAssistant)
    {
        writer.WriteStartObject();
        switch (part)
        {
            case HubText text:
                Typed(isAssistant ? "output_text" : "input_text", "text", text.Text);
                break;
            case HubRefusal refusal:
                // Only the model can refuse; in any other mouth it is text.
                Typed(isAssistant ? "refusal" : "input_text", isAssistant ? "refusal" : "text", refusal.Text);
                break;
            case HubImage image:
                WriteImage(image);
                break;
            case HubFile file:
                WriteFile(file);
                break;
            default:
                report.Refuse(part.At, "The Responses dialect takes no audio input; choose a model of another dialect.");
                break;
        }

        WriteMarker(part.Cache);
        writer.WriteEndObject();
    }

    /// <summary>Opens a signature for this target; null when it is another issuer's, forged or expired.</summary>
    public string? Open(HubSignature? signature)
    {
        if (signature is null)
        {
            return null;
        }

        var opened = signature.Issuer is null ? target.Seal?.Open(signature.Value) : signature;
        return opened is not null && opened.Issuer == target.Issuer && target.Issuer.Length > 0 ? opened.Value : null;
    }

    /// <summary>Names a cache marker on something that can't hold one here.</summary>
    public void NameMarker(HubPart part)
    {
        if (part.Cache is { } marker)
        {
            report.Drop(marker.At);
        }
    }

    private void WriteMarker(HubCacheMarker? marker)
    {
        if (marker is null)
        {
            return;
        }

        if (!target.CacheBreakpoints)
        {
            report.Drop(marker.At);
            return;
        }

        writer.WriteStartObject("prompt_cache_breakpoint");
        writer.WriteString("mode", "explicit");
        if (marker.Ttl is not null)
        {
            writer.WriteString("ttl", marker.Ttl);
        }

        writer.WriteEndObject();
    }

    private void WriteImage(HubImage image)
    {
        var url = image.Base64 is { } base64 ? DataUrl.Write(image.MediaType ?? "image/png", base64) : image.Url;
        if (url is null)
        {
            report.Refuse(image.At, "A file id is known only to the provider that issued it; send the picture itself.");
            return;
        }

        Typed("input_image", "image_url", url.Value);
        OpenAiResponsesAskWriter.Text(writer, "detail", image.Detail);
    }

    private void WriteFile(HubFile file)
    {
        if (file.Text is { } text)
        {
            Typed("input_text", "text", text);
            NameFileName(file);
        }
        else if (file.Base64 is { } base64)
        {
            var mediaType = file.MediaType ?? "application/pdf";
            writer.WriteString("type", "input_file");
            ResponseWriting.Text(writer, "filename", file.Name?.Value ?? JsonText.From(mediaType == "application/pdf" ? "document.pdf" : "document.txt"));
            ResponseWriting.Text(writer, "file_data", DataUrl.Write(mediaType, base64));
        }
        else if (file.Url is { } url)
        {
            Typed("input_file", "file_url", url);
            NameFileName(file);
        }
        else
        {
            report.Refuse(file.At, "A file id is known only to the provider that issued it; send the file itself.");
        }
    }

    private void NameFileName(HubFile file)
    {
        if (file.Name is { } name)
        {
            report.Drop(name.At);
        }
    }

    private void Typed(string type, string member, JsonText value)
    {
        writer.WriteString("type", type);
        ResponseWriting.Text(writer, member, value);
    }
}
