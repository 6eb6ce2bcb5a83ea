using System.IO.Compression;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Host.Doors.Keyed;

/// <summary>A whole answer as it is kept behind its key: a JSON object of status, headers and the compressed bytes.</summary>
internal static class TapedAnswer
{
    /// <summary>Longest answer kept; the key of a longer one is let go.</summary>
    public const long MostBytes = 8 * 1024 * 1024;

    /// <summary>Writes what is on a tape; null when it is too long to be kept.</summary>
    public static string? Of(AnswerTape tape) => tape.Length > MostBytes ? null : JsonWriting.Text(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("status", tape.Head!.Status);
        json.WriteStartArray("headers");
        foreach (var (name, value) in tape.Head.Headers)
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteBase64String("body", Packed(tape.ToArray()));
        json.WriteEndObject();
    });

    /// <summary>Puts a kept answer on a tape.</summary>
    public static void Play(string kept, AnswerTape tape)
    {
        using var document = JsonDocument.Parse(kept);
        var root = document.RootElement;
        var headers = root.GetProperty("headers").EnumerateArray().Select(header => (header[0].GetString()!, header[1].GetString()!));
        tape.Begin(new TapeHead(root.GetProperty("status").GetInt32(), [.. headers]) { IsKept = true });
        tape.Add(Unpacked(root.GetProperty("body").GetBytesFromBase64()));
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        brotli.CopyTo(bytes);
        return bytes.ToArray();
    }
}
