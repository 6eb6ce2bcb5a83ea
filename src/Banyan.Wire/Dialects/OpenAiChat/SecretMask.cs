using System.Buffers;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Takes provider keys and account ids out of an upstream's error before a caller sees it; everything else keeps its bytes.</summary>
internal static class SecretMask
{
    private const int ShortestSecret = 6;

    private static readonly byte[][] Marks = [[.. "sk-"u8], [.. "gsk_"u8], [.. "xai-"u8], [.. "AIza"u8], [.. "org-"u8], [.. "proj_"u8], [.. "Bearer "u8]];

    private static readonly SearchValues<byte> Inside = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_*."u8);

    /// <summary>The body with secrets masked; a copy in every case, because the buffer it came in is reused.</summary>
    public static byte[] Clean(ReadOnlySpan<byte> body)
    {
        var clean = body.ToArray();
        foreach (var mark in Marks)
        {
            for (var at = clean.AsSpan().IndexOf(mark); at >= 0;)
            {
                var start = at + mark.Length;
                var rest = clean.AsSpan(start);
                var length = rest.IndexOfAnyExcept(Inside);
                length = length < 0 ? rest.Length : length;

                // A short run is a word, as in "org-wide".
                if (length >= ShortestSecret)
                {
                    rest[..length].Fill((byte)'*');
                }

                var next = clean.AsSpan(start + length).IndexOf(mark);
                at = next < 0 ? -1 : start + length + next;
            }
        }

        return clean;
    }
}
