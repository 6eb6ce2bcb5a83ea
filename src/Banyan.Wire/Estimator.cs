namespace Banyan.Wire;

/// <summary>The documented estimate of tokens where nothing was reported; see <c>docs/wire/usage.md</c>.</summary>
public static class Estimator
{
    /// <summary>Bytes of UTF-8 text that count as one token.</summary>
    public const int BytesPerToken = 4;

    /// <summary>Tokens an image counts as.</summary>
    public const int TokensPerImage = 1024;

    /// <summary>Tokens that the frame of an ask counts as.</summary>
    public const int FrameTokens = 3;

    /// <summary>Tokens of an ask: one per four bytes of text, rounded up, plus three for its frame, plus the images.</summary>
    public static int InputTokens(int textBytes, int images) => InputTokens(textBytes, images, BytesPerToken);

    /// <summary>Tokens of an ask to a model whose tokens are known to be so many bytes long.</summary>
    public static int InputTokens(int textBytes, int images, double bytesPerToken) =>
        (int)Math.Min(int.MaxValue, (long)Math.Ceiling(textBytes / bytesPerToken) + FrameTokens + ((long)images * TokensPerImage));

    /// <summary>Tokens of an answer: one per four bytes of the text received, rounded up.</summary>
    public static long OutputTokens(long textBytes) => (textBytes + BytesPerToken - 1) / BytesPerToken;

    /// <summary>Tokens of an answer of a model whose tokens are known to be so many bytes long.</summary>
    public static long OutputTokens(long textBytes, double bytesPerToken) => (long)Math.Ceiling(textBytes / bytesPerToken);
}
