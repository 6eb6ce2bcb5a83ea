namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Media types as Gemini names them.</summary>
internal static class GeminiMedia
{
    /// <summary>The usual spelling of a media type, parameters cut off.</summary>
    public static string? Normal(string? type)
    {
        if (type is null)
        {
            return null;
        }

        var plain = type.Split(';')[0].Trim().ToLowerInvariant();
        return string.Equals(plain, "image/jpg", StringComparison.Ordinal) ? "image/jpeg" : plain;
    }

    /// <summary>The short word of a sound's format, as <c>wav</c> or <c>mp3</c>.</summary>
    public static string AudioFormat(string type) => type["audio/".Length..] switch
    {
        "mpeg" or "mp3" or "mpga" => "mp3",
        "wav" or "x-wav" or "wave" or "vnd.wave" => "wav",
        var other => other,
    };

    /// <summary>The media type an address's file extension stands for; null when it is not known.</summary>
    public static string? OfAddress(string address)
    {
        var path = address.Split('?', '#')[0];
        var dot = path.LastIndexOf('.');
        return (dot < 0 ? "" : path[(dot + 1)..].ToLowerInvariant()) switch
        {
            "png" => "image/png",
            "jpg" or "jpeg" => "image/jpeg",
            "webp" => "image/webp",
            "gif" => "image/gif",
            "heic" => "image/heic",
            "heif" => "image/heif",
            "pdf" => "application/pdf",
            "txt" or "md" => "text/plain",
            "csv" => "text/csv",
            "html" or "htm" => "text/html",
            "mp3" => "audio/mp3",
            "wav" => "audio/wav",
            "mp4" => "video/mp4",
            "webm" => "video/webm",
            "mov" => "video/quicktime",
            _ => null,
        };
    }
}
