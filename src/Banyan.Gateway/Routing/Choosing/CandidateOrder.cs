using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>Puts the candidates of an ask in order. Health is a gate and no term: an open circuit is never ahead of a living candidate, however cheap and quick it was.</summary>
/// <remarks>
/// <code>
///   1 look:  eligibility, gate, latency and quality of each
///   2 weigh: U = wc/(1 + cost/median) + wl/(1 + latency/median) + wq * quality + affinity, over those that live
///   3 draw:  the best; of those within the tie band the less loaded of two; a share goes to another, to learn
///   4 chain: the others by U, other providers first; then fallbacks as written; those at their rate limit; those with open circuits last
/// </code>
/// An open one stays last, so that the error can say when it will be probed. A half-open one keeps its rank: behind healthy ones nobody would ever probe it. Its circuit lets no
/// more than the probe through.
/// </remarks>
internal sealed class CandidateOrder(CandidateLook looks, Random random)
{
    private const int OnStack = 128;

    /// <summary>More than any utility: a lower priority never wins by it.</summary>
    private const double PriorityStep = 10;

    /// <summary>Puts them in order.</summary>
    public Ranking Rank(Exchange exchange, NamedTargets names)
    {
        var look = looks.Over(exchange, names);
        var count = names.Targets.Length;
        Span<Contender> room = count <= OnStack ? stackalloc Contender[count] : new Contender[count];
        var living = new Living(names, look, room);
        var order = exchange.IsDirect ? TargetOrder.Written : names.Order;
        var (draw, note) = order switch
        {
            TargetOrder.Weight => (Weight(names, living), null),
            TargetOrder.Weighed or TargetOrder.Priority => Weigh(exchange, names, order, look, living),
            _ => ("order", null),
        };
        return new Ranking(CandidateChain.Of(names, look, living, isWeighed: order is TargetOrder.Weighed or TargetOrder.Priority), look, draw, note);
    }

    private string Weight(NamedTargets names, Living living)
    {
        foreach (ref var one in living.All)
        {
            // One drawn at random for each, to the power of 1/weight: sorted by it they come as if drawn by weight one after the other.
            var weight = names.Weights[one.Place];
            one.Worth = weight > 0 ? Math.Log(1 - random.NextDouble()) / weight : double.MinValue;
        }

        living.Sort();
        return "weight";
    }

    private (string Draw, string? Note) Weigh(Exchange exchange, NamedTargets names, TargetOrder order, RouteLook look, Living living)
    {
        var policy = exchange.Catalog.Routing;
        Span<double> numbers = living.Count <= OnStack ? stackalloc double[living.Count] : new double[living.Count];
        Measure(policy, look, living, numbers);
        Value(names, order, look, living);
        if (living.Count < 2)
        {
            return ("best", null);
        }

        if (Guarded(exchange, names, look, living) is { } guarded)
        {
            living.Lift(guarded.At);
            return ("guard", guarded.Why);
        }

        var best = living.Best();
        var band = living.Gather(best, policy.TieBand);
        var (chosen, draw) = band > 1 ? (living.LessLoaded(band, names.Chain, random), "tie") : (0, "best");
        if (order == TargetOrder.Weighed && look.AffinityOf(living.All[chosen].Place) == 0 && random.NextDouble() < policy.Explore && living.Another(chosen, look, random) is >= 0 and var another)
        {
            (chosen, draw) = (another, "explore");
        }

        living.Lift(chosen);
        return (draw, null);
    }

    /// <summary>Finds the medians of those that live.</summary>
    private static void Measure(RoutingPolicy policy, RouteLook look, Living living, Span<double> numbers)
    {
        var priced = 0;
        foreach (ref var one in living.All)
        {
            one.Cost = look.CostOf(one.Place);
            numbers[priced] = one.Cost;
            priced += double.IsNaN(one.Cost) ? 0 : 1;
        }

        var cost = Median.Of(numbers[..priced]);
        for (var i = 0; i < living.Count; i++)
        {
            numbers[i] = look.SightOf(living.All[i].Place).LatencyMs;
        }

        look.Measure(new Scale(policy, cost, Median.Of(numbers)));
    }

    /// <summary>Says what each is worth.</summary>
    private static void Value(NamedTargets names, TargetOrder order, RouteLook look, Living living)
    {
        var (step, priority) = (0, int.MinValue);
        foreach (ref var one in living.All)
        {
            one.Worth = look.UtilityOf(one.Place, one.Cost);
            if (order == TargetOrder.Priority)
            {
                var own = names.Targets[one.Place].Model.Provider.Priority;
                (step, priority) = own == priority ? (step, priority) : (step + 1, own);
                one.Worth -= PriorityStep * step;
            }
        }
    }

    /// <summary>The best single model, where the name's own answers are judged to be worse than its by more than may be lost.</summary>
    private static (int At, string Why)? Guarded(Exchange exchange, NamedTargets names, RouteLook look, Living living)
    {
        if (names.Judged?.JudgedLower(exchange.StartedAt) is not { } own)
        {
            return null;
        }

        var (best, most, category) = (-1, 0.0, exchange.Prompt?.Category ?? "");
        for (var i = 0; i < living.Count; i++)
        {
            ref readonly var one = ref living.All[i];
            var lower = look.GateOf(one.Place) == CandidateGate.Closed ? names.Chain[one.Place].Quality(category, exchange.StartedAt).Lower : 0;
            if (lower > most || (best >= 0 && lower == most && one.IsBefore(living.All[best])))
            {
                (best, most) = (i, lower);
            }
        }

        return best >= 0 && own < most - exchange.Catalog.Routing.QualityLoss
            ? (best, FormattableString.Invariant($"answers to {names.Weighed} are judged at {own:0.00} at least, those of {names.Chain[living.All[best].Place].Id} alone at {most:0.00}"))
            : null;
    }
}
