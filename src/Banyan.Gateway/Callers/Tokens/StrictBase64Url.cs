using System.Buffers;
using System.Buffers.Text;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>Base64url as RFC 7515 writes it: no padding, no white space, no bits to spare. One text for each value.</summary>
internal static class StrictBase64Url
{
    /// <summary>Decodes a text; null when it is not exactly what encoding would write.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
            {
                return null;
            }
        }

        if (text.Length % 4 == 1)
        {
            return null;
        }

        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done)
        {
            return null;
        }

        // Bits beyond the last byte could spell one value in several ways: a token would have several hashes.
        var exact = bytes.AsSpan(0, written).ToArray();
        return text.SequenceEqual(Base64Url.EncodeToString(exact)) ? exact : null;
    }
}
