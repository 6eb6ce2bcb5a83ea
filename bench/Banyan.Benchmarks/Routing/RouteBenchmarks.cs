using Banyan.Gateway.Spine;
using BenchmarkDotNet.Attributes;

namespace Banyan.Benchmarks.Routing;

/// <summary>What it costs to decide where an ask goes, its decision written down.</summary>
[MemoryDiagnoser]
public class RouteBenchmarks
{
    private RouteBed? _bed;

    [Params(3, 100)]
    public int Candidates { get; set; }

    [Params(0, 20)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Setup() => _bed = new RouteBed(Candidates, Rules);

    [Benchmark]
    public RouteDecision? Decide() => _bed!.Decide();
}
