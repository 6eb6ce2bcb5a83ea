using Banyan.Wire;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;
using BenchmarkDotNet.Attributes;

namespace Banyan.Benchmarks;

/// <summary>What an ask costs that crosses from OpenAI chat into another language.</summary>
[MemoryDiagnoser]
public class TranslateBenchmarks
{
    private static readonly TargetFacts Facts = new() { Model = "small", DefaultMaxOutput = 4096, Can = (AskNeeds)~0 };
    private WireBody _ask = null!;

    [Params(DialectId.Anthropic, DialectId.Gemini, DialectId.OpenAiResponses, DialectId.Ollama)]
    public DialectId Target { get; set; }

    [Params(300, 8 * 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup() => _ask = new WireBody(DialectTable.Get(DialectId.OpenAiChat), Asks.Chat(Bytes, streams: true), Operation.Chat);

    [Benchmark]
    public int Ask() => Translator.Translate(_ask, DialectTable.Get(Target), Facts, strict: false).Body.Length;
}
