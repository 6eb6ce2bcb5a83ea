using System.Text.Unicode;

namespace Banyan.Wire.Json;

/// <summary>The checks every foreign body passes before anything reads it. Structure (depth, trailing data) is the lens's, in its one pass.</summary>
public static class JsonSafety
{
    /// <summary>Deepest nesting accepted.</summary>
    public const int MaxDepth = 128;

    /// <summary>Refuses an empty body, a byte order mark, NUL and invalid UTF-8; null when the bytes are fit to be parsed.</summary>
    public static Failure? Check(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return Refuse("The body is empty; send one JSON object.");
        }

        if (body.StartsWith("\uFEFF"u8))
        {
            return Refuse("The body begins with a byte order mark; send UTF-8 without one.");
        }

        var nul = body.IndexOf((byte)0);
        if (nul >= 0)
        {
            return Refuse($"The body has a NUL byte at offset {nul}; JSON has none.");
        }

        return Utf8.IsValid(body) ? null : Refuse("The body is not valid UTF-8.");
    }

    /// <summary>A refusal of a body that is not safe JSON.</summary>
    public static Failure Refuse(string message) => new(FailureKind.CallerFault, "invalid_json", message);
}
