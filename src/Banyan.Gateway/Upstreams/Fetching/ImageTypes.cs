using System.Text;

namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>The kinds of picture models take, and how each begins.</summary>
internal static class ImageTypes
{
    private static readonly string[] HeifBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "heif"];

    /// <summary>The media type as it is told to models; null when it is no picture that is taken.</summary>
    public static string? Known(string? told) => told?.ToLowerInvariant() switch
    {
        "image/jpg" or "image/jpeg" => "image/jpeg",
        "image/png" => "image/png",
        "image/webp" => "image/webp",
        "image/gif" => "image/gif",
        "image/heic" => "image/heic",
        "image/heif" => "image/heif",
        _ => null,
    };

    /// <summary>Whether bytes begin as pictures of a known type do.</summary>
    public static bool Fits(string known, ReadOnlySpan<byte> bytes) => known switch
    {
        "image/jpeg" => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        "image/png" => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        "image/gif" => bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8),
        "image/webp" => bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8),
        _ => bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8) && HeifBrands.Contains(Encoding.ASCII.GetString(bytes[8..12]), StringComparer.Ordinal),
    };
}
