using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;
using BenchmarkDotNet.Attributes;

namespace Banyan.Benchmarks;

/// <summary>What forty chunks of a stream cost: cut, understood, and pumped one by one to a caller who takes them.</summary>
[MemoryDiagnoser]
public class FrameBenchmarks
{
    private const int Chunks = 40;
    private static readonly Dialect Chat = DialectTable.Get(DialectId.OpenAiChat);
    private static readonly AnswerHead Head = new(Chat, IsStream: true, WireHeaders.None);
    private readonly byte[] _stream = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Chunks).Select(Chunk)) + "data: [DONE]\n\n");
    private Frame[] _frames = [];

    [GlobalSetup]
    public void Setup() => _frames = [.. Cut().Select(frame => frame.Keep())];

    [Benchmark]
    public int Framed() => Cut().Count();

    [Benchmark]
    public int Understood()
    {
        var bytes = 0;
        foreach (var frame in _frames)
        {
            bytes += Chat.Read(frame).TextBytes;
        }

        return bytes;
    }

    [Benchmark]
    public async Task<int> Pumped()
    {
        var caller = new CountingSink();
        await Pump.RunAsync(Answer.From(Head, _frames.ToAsyncEnumerable()), caller, CancellationToken.None);
        return caller.Bytes;
    }

    private static string Chunk(int number) =>
        "data: {\"id\":\"chatcmpl-load\",\"object\":\"chat.completion.chunk\",\"created\":1764000000,\"model\":\"load\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" word"
        + $"{number}\"}},\"finish_reason\":null}}]}}\n\n";

    private IEnumerable<Frame> Cut()
    {
        using var framer = new SseFramer();
        for (var at = 0; at < _stream.Length;)
        {
            var room = framer.GetMemory();
            var length = Math.Min(room.Length, _stream.Length - at);
            _stream.AsMemory(at, length).CopyTo(room);
            framer.Advance(length);
            at += length;
            while (framer.TryRead(out var frame))
            {
                yield return frame;
            }
        }
    }

    private sealed class CountingSink : ICallerSink
    {
        public int Bytes { get; private set; }

        public ValueTask WriteAsync(Frame frame)
        {
            Bytes += frame.Raw.Length;
            return ValueTask.CompletedTask;
        }

        public ValueTask FlushAsync() => ValueTask.CompletedTask;

        public void Stop(Failure why)
        {
        }
    }
}
