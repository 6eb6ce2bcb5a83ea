using System.Security.Cryptography;

namespace Banyan.Gateway.Callers;

/// <summary>Digits, capitals, small letters: what survives a double click and a URL.</summary>
internal static class Base62
{
    public const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Random characters, each equally likely.</summary>
    public static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>Writes bytes as one big-endian number, filling <paramref name="digits"/> from the right.</summary>
    public static void Encode(ReadOnlySpan<byte> bytes, Span<char> digits)
    {
        Span<byte> number = stackalloc byte[bytes.Length];
        bytes.CopyTo(number);
        for (var at = digits.Length - 1; at >= 0; at--)
        {
            var remainder = 0;
            for (var i = 0; i < number.Length; i++)
            {
                var part = (remainder << 8) | number[i];
                (number[i], remainder) = ((byte)(part / 62), part % 62);
            }

            digits[at] = Alphabet[remainder];
        }

        CryptographicOperations.ZeroMemory(number);
    }

    /// <summary>Whether every character is a digit of it.</summary>
    public static bool IsAll(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                return false;
            }
        }

        return true;
    }
}
