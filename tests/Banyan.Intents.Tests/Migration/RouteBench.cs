using Banyan.Intents.Migration;
using Banyan.Intents.Migration.Board;
using Banyan.Intents.Migration.Shadows;
using Banyan.Intents.Spine;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Intents.Tests.Migration;

/// <summary>Nodes that share a store, a clock and backends.</summary>
internal sealed class RouteBench : IRouteObserver
{
    public RouteBench(params Intent[] intents)
    {
        Settings.Catalogue = TestIntents.Catalogue(intents);
        Node = MakeNode();
    }

    public FakeClock Clock { get; } = new();

    public MemoryRouteStore Store { get; } = new();

    public TestSettings Settings { get; } = new();

    public ScriptedBackends Backends { get; } = new();

    public List<StageChange> Changes { get; } = [];

    public TestView View { get; } = new();

    public RouteNode Node { get; }

    public RouteNode MakeNode(IBackends? backends = null)
    {
        var ledger = new RouteLedger();
        var stock = new RouteStock(Store, ledger, new RouteMemory(Store, ledger, Clock, NullLogger<RouteMemory>.Instance));
        var circuits = new Circuits(Clock);
        var rules = new RouteRules(Settings, Settings, [this], Clock);
        var judge = new RouteJudge(stock, circuits, rules, NullLogger<RouteJudge>.Instance);
        var compare = new ShadowCompare(backends ?? Backends, stock, judge, new ShadowGate(circuits, Settings, Clock));
        var shadows = new ShadowReads(compare, rules, NullLogger<ShadowReads>.Instance);
        var bindings = new Bindings(Settings, stock, Clock, NullLogger<Bindings>.Instance);
        var upkeep = new RouteUpkeep(stock, Clock, NullLogger<RouteUpkeep>.Instance);
        return new RouteNode(
            new Routes(stock.Memory, judge, new RouteRule(circuits), new RouteNeighbours(Settings, bindings, shadows)),
            circuits,
            shadows,
            upkeep,
            new BoardReader(rules, stock, upkeep, new BoardNeighbours(circuits, judge, View)),
            new Demand(Settings, ledger, Clock));
    }

    public void OnStageChanged(StageChange change) => Changes.Add(change);
}

/// <summary>One node.</summary>
internal sealed record RouteNode(IRoutes Routes, Circuits Circuits, ShadowReads Shadows, RouteUpkeep Upkeep, IMigrationBoard Board, IDemand Demand)
{
    public ValueTask<RouteChoice> ChooseAsync(Intent intent, Subject subject) => Routes.ChooseAsync(intent, subject, CancellationToken.None);

    public void Report(Intent intent, Subject subject, Backend backend, RouteOutcome outcome = RouteOutcome.Answered, int ms = 10, bool isFallback = false) =>
        Routes.Report(new RouteReport(intent.Key, backend, outcome, TimeSpan.FromMilliseconds(ms), isFallback, subject));
}
