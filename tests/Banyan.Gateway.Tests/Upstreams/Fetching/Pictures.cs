namespace Banyan.Gateway.Tests.Upstreams.Fetching;

/// <summary>The smallest bytes that pass for pictures.</summary>
internal static class Pictures
{
    public static byte[] Png { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4];

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5, 6, 7, 8];

    public static byte[] Gif { get; } = [.. "GIF89a"u8, 1, 2, 3, 4, 5, 6];

    public static byte[] Webp { get; } = [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBPVP8 "u8];

    public static byte[] Heic { get; } = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0];

    public static byte[] Of(string type) => type switch
    {
        "image/png" => Png,
        "image/gif" => Gif,
        "image/webp" => Webp,
        "image/heic" or "image/heif" => Heic,
        _ => Jpeg,
    };
}
