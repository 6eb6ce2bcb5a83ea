using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>Looks at every candidate of an ask: whether it may answer, how it stands, how quick and how good it is.</summary>
internal sealed class CandidateLook(RouteWall wall, IProviderRoom room, RouteLearning learning, AffinityTable affinity, TimeProvider time)
{
    private const int OnStack = 128;

    /// <summary>Looks at all of a chain.</summary>
    public RouteLook Over(Exchange exchange, NamedTargets names)
    {
        var look = new RouteLook(names, exchange.Catalog.Routing, new Expectation(exchange, learning));
        Span<ProviderRound.Marks> marks = names.Providers <= OnStack ? stackalloc ProviderRound.Marks[names.Providers] : new ProviderRound.Marks[names.Providers];
        var now = time.GetTimestamp();
        Look(exchange, names, look, new ProviderRound(exchange, room, marks, now), now / (double)time.TimestampFrequency);
        return look;
    }

    private void Look(Exchange exchange, NamedTargets names, RouteLook look, ProviderRound providers, double now)
    {
        var (ask, expected, breaker) = (wall.For(exchange), new Expectation(exchange, learning), exchange.Catalog.Breaker);
        var category = exchange.Prompt?.Category ?? "";
        var warm = names.KeepsPrompts ? affinity.Find(AffinityTable.KeyOf(exchange), exchange.Catalog.Routing.AffinityFor) : null;
        for (var place = 0; place < names.Chain.Length; place++)
        {
            var (target, provider) = (names.Chain[place], names.ProviderOf[place]);
            look.See(place, new Sight(target.Latency(expected.Output, now), target.Quality(category, exchange.StartedAt).Mean));
            var lack = ask.Of(target, isTarget: place < names.Targets.Length);
            var isResting = providers.IsResting(provider, target);
            var gate = isResting ? CandidateGate.Open : target.State.Gate(breaker);
            var standing = new Standing(lack, gate, isResting, lack is null && gate != CandidateGate.Open && providers.IsFull(provider, target));
            if (!standing.IsOrdinary)
            {
                look.Note(place, standing);
            }

            if (warm is not null && gate == CandidateGate.Closed && target.KeepsPrompts && warm == target.Id)
            {
                look.Warm(place, target.WarmShare);
            }
        }
    }
}
