using Banyan.Wire;
using Banyan.Wire.Json;
using BenchmarkDotNet.Attributes;

namespace Banyan.Benchmarks;

/// <summary>What renaming the model costs: in pieces, as it is sent, and put together.</summary>
[MemoryDiagnoser]
public class EditBenchmarks
{
    private static readonly byte[] Name = "\"small\""u8.ToArray();
    private WireBody _ask = null!;
    private SpanEdit[] _edits = [];

    [Params(300, 100 * 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _ask = new WireBody(DialectTable.Get(DialectId.OpenAiChat), Asks.Chat(Bytes), Operation.Chat);
        _edits = [new SpanEdit(_ask.Lens.ModelSpan!.Value, Name)];
    }

    [Benchmark(Baseline = true)]
    public int Pieces() => _ask.Edit(_edits).Parts.Count;

    [Benchmark]
    public int Joined() => _ask.Edit(_edits).Bytes.Length;
}
