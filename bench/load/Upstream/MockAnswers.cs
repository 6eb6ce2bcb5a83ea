using System.Text;

namespace Banyan.Load.Upstream;

/// <summary>What the mock upstream says: one whole chat completion, or forty chunks, a usage chunk where it was asked for, and the end mark.</summary>
internal static class MockAnswers
{
    public const int ChunkCount = 40, LongCount = 400;

    private const string Head = "data: {\"id\":\"chatcmpl-load\",\"object\":\"chat.completion.chunk\",\"created\":1764000000,\"model\":\"load\",\"choices\":";
    private const string Counts = "\"usage\":{\"prompt_tokens\":60,\"completion_tokens\":40,\"total_tokens\":100}";

    public static readonly byte[] Whole = Encoding.UTF8.GetBytes(
        "{\"id\":\"chatcmpl-load\",\"object\":\"chat.completion\",\"created\":1764000000,\"model\":\"load\",\"choices\":[{\"index\":0,\"message\":"
        + "{\"role\":\"assistant\",\"content\":\"Forty words would fit here, but a short sentence does.\"},\"finish_reason\":\"stop\"}]," + Counts + "}");

    public static readonly byte[][] Chunks = [.. Enumerable.Range(0, ChunkCount).Select(Chunk)];

    public static readonly byte[] UsageChunk = Encoding.UTF8.GetBytes(Head + "[]," + Counts + "}\n\n");

    public static readonly byte[] Done = "data: [DONE]\n\n"u8.ToArray();

    private static byte[] Chunk(int number) => Encoding.UTF8.GetBytes(Head
        + (number == ChunkCount - 1
            ? "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            : $"[{{\"index\":0,\"delta\":{{\"content\":\" word{number}\"}},\"finish_reason\":null}}]}}\n\n"));
}
