using System.Buffers;
using System.Globalization;
using System.Text;

namespace Banyan.Storage.Redis;

/// <summary>Writes commands as RESP: a list of texts.</summary>
internal static class RespWriter
{
    /// <summary>The bytes of one command.</summary>
    public static ReadOnlyMemory<byte> Write(ReadOnlySpan<string> words)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        Head(bytes, '*', words.Length);
        foreach (var word in words)
        {
            Head(bytes, '$', Encoding.UTF8.GetByteCount(word));
            Encoding.UTF8.GetBytes(word, bytes);
            bytes.Write("\r\n"u8);
        }

        return bytes.WrittenMemory;
    }

    private static void Head(ArrayBufferWriter<byte> bytes, char kind, int count) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}{count}\r\n"), bytes);
}
