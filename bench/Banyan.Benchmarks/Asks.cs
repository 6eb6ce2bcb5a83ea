using System.Text;

namespace Banyan.Benchmarks;

/// <summary>Asks of a given size, as the load of bench/load sends them.</summary>
internal static class Asks
{
    private const string Sentence = "The quick brown fox jumps over the lazy dog. ";

    /// <summary>A chat completion whose body is about as long as wanted.</summary>
    public static byte[] Chat(int bytes, bool streams = false)
    {
        var start = $"{{\"model\":\"load/small\",{(streams ? "\"stream\":true," : "")}\"temperature\":0.2,\"max_tokens\":64,\"messages\":[{{\"role\":\"system\",\"content\":\"Answer briefly.\"}},{{\"role\":\"user\",\"content\":\"";
        var text = new StringBuilder(start);
        while (text.Length < bytes)
        {
            text.Append(Sentence);
        }

        return Encoding.UTF8.GetBytes(text.Append("\"}]}").ToString());
    }
}
