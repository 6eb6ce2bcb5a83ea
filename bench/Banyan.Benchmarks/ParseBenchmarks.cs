using Banyan.Wire;
using Banyan.Wire.Json;
using BenchmarkDotNet.Attributes;

namespace Banyan.Benchmarks;

/// <summary>What a body costs before anything is decided: is it safe, and what does it ask for.</summary>
[MemoryDiagnoser]
public class ParseBenchmarks
{
    private readonly Dialect _dialect = DialectTable.Get(DialectId.OpenAiChat);
    private byte[] _body = [];

    [Params(300, 8 * 1024, 100 * 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup() => _body = Asks.Chat(Bytes);

    [Benchmark]
    public Failure? Safety() => JsonSafety.Check(_body);

    [Benchmark]
    public AskLens Lens() => _dialect.Read(_body, Operation.Chat, default);
}
