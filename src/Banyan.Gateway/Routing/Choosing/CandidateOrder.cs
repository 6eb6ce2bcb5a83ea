using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>Puts the candidates of an ask in order. Health is a gate and no term: an open circuit is never ahead of a living candidate, however cheap and quick it was.</summary>
/// <remarks>
/// <code>
///   1 look:  eligibility, gate, expected cost, latency and quality of each
///   2 weigh: U = wc/(1 + cost/median) + wl/(1 + latency/median) + wq * quality + affinity, over those that live
///   3 draw:  the best; of those within the tie band the less loaded of two; a share goes to another, to learn
///   4 chain: the others by U, other providers first; then fallbacks as written; those at their rate limit; those with open circuits last
/// </code>
/// An open one stays last, so that the error can say when it will be probed. A half-open one keeps its rank: behind healthy ones nobody would ever probe it. Its circuit lets no
/// more than the probe through.
/// </remarks>
internal sealed class CandidateOrder(RouteLearning learning, AffinityTable affinity, RouteWall wall, Random random, TimeProvider time)
{
    private const int OnStack = 128;

    /// <summary>More are never tried: an exchange has six attempts.</summary>
    private const int MostWeighed = 12;

    /// <summary>More than any utility: a lower priority never wins by it.</summary>
    private const double PriorityStep = 10;

    /// <summary>Puts them in order.</summary>
    public Ranking Rank(Exchange exchange, NamedTargets names)
    {
        var chain = names.Chain;
        var looked = new RouteCandidate[chain.Length];
        var weighing = new Weighing(exchange, learning, affinity, time);
        var (fit, late) = (0, 0);
        Span<bool> isFit = chain.Length <= OnStack ? stackalloc bool[chain.Length] : new bool[chain.Length];
        for (var i = 0; i < chain.Length; i++)
        {
            var lack = wall.Of(exchange, chain[i], isTarget: i < names.Targets.Length);
            var gate = chain[i].Gate(exchange.Catalog.Breaker);
            looked[i] = weighing.Look(chain[i], lack, gate, isFull: lack is null && gate != CandidateGate.Open && wall.IsFull(exchange, chain[i]));
            isFit[i] = lack is null;
            fit += isFit[i] ? 1 : 0;
            late += isFit[i] && !Lives(isFit: true, looked[i]) ? 1 : 0;
        }

        Span<int> places = chain.Length <= OnStack ? stackalloc int[chain.Length] : new int[chain.Length];
        Span<double> worths = chain.Length <= OnStack ? stackalloc double[chain.Length] : new double[chain.Length];
        var living = new Living(places, worths);
        var order = exchange.IsDirect ? TargetOrder.Written : names.Order;
        var (draw, note) = order switch
        {
            TargetOrder.Weight => (Weight(names, looked, isFit, ref living), null),
            TargetOrder.Weighed or TargetOrder.Priority => Weigh(exchange, names, order, looked, isFit, weighing, ref living),
            _ => (Written(names, looked, isFit, ref living), null),
        };

        var isWeighed = order is TargetOrder.Weighed or TargetOrder.Priority;
        var ranked = new List<Candidate>(Math.Min(living.Count, MostWeighed) + (fit - living.Count));
        Take(living, chain, isWeighed, ranked);
        for (var i = names.Targets.Length; i < chain.Length; i++)
        {
            AddIf(Lives(isFit[i], looked[i]), chain[i], ranked);
        }

        for (var i = 0; i < chain.Length && late > 0; i++)
        {
            AddIf(isFit[i] && looked[i].IsFull, chain[i], ranked);
        }

        for (var i = 0; i < chain.Length && late > 0; i++)
        {
            AddIf(isFit[i] && looked[i].Gate == CandidateGate.Open, chain[i], ranked);
        }

        return new Ranking(ranked, looked, draw, note);
    }

    private static void AddIf(bool isIn, RouteTarget target, List<Candidate> ranked)
    {
        if (isIn)
        {
            ranked.Add(target.Candidate);
        }
    }

    private static bool Lives(bool isFit, in RouteCandidate candidate) => isFit && candidate is { IsFull: false, Gate: not CandidateGate.Open };

    private static string Written(NamedTargets names, RouteCandidate[] looked, ReadOnlySpan<bool> isFit, ref Living living)
    {
        for (var i = 0; i < names.Targets.Length; i++)
        {
            if (Lives(isFit[i], looked[i]))
            {
                living.Add(i, -i);
            }
        }

        return "order";
    }

    private string Weight(NamedTargets names, RouteCandidate[] looked, ReadOnlySpan<bool> isFit, ref Living living)
    {
        for (var i = 0; i < names.Targets.Length; i++)
        {
            if (Lives(isFit[i], looked[i]))
            {
                // One drawn at random for each, to the power of 1/weight: sorted by it they come as if drawn by weight one after the other.
                living.Add(i, names.Weights[i] > 0 ? Math.Log(1 - random.NextDouble()) / names.Weights[i] : double.MinValue);
            }
        }

        living.Sort();
        return "weight";
    }

    private (string Draw, string? Note) Weigh(
        Exchange exchange, NamedTargets names, TargetOrder order, RouteCandidate[] looked, ReadOnlySpan<bool> isFit, in Weighing weighing, ref Living living)
    {
        var policy = exchange.Catalog.Routing;
        Price(policy, names, order, looked, isFit, ref living);
        living.Sort();
        if (living.Count < 2)
        {
            return ("best", null);
        }

        if (Guarded(exchange, names, looked, weighing, living) is { } guarded)
        {
            living.Lift(guarded.Rank);
            return ("guard", guarded.Why);
        }

        var band = living.Within(policy.TieBand);
        var chosen = band > 1 ? living.LessLoaded(band, names.Chain, random) : 0;
        var draw = band > 1 ? "tie" : "best";
        if (order == TargetOrder.Weighed && looked[living.Places[chosen]].Affinity == 0 && random.NextDouble() < policy.Explore && living.Another(chosen, looked, random) is >= 0 and var another)
        {
            (chosen, draw) = (another, "explore");
        }

        living.Lift(chosen);
        return (draw, null);
    }

    private static void Price(RoutingPolicy policy, NamedTargets names, TargetOrder order, RouteCandidate[] looked, ReadOnlySpan<bool> isFit, ref Living living)
    {
        var count = names.Targets.Length;
        Span<double> costs = count <= OnStack ? stackalloc double[count] : new double[count];
        Span<double> times = count <= OnStack ? stackalloc double[count] : new double[count];
        var (priced, timed) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            if (Lives(isFit[i], looked[i]))
            {
                times[timed++] = looked[i].LatencyMs;
                if (looked[i].CostNanoUsd is { } cost)
                {
                    costs[priced++] = cost;
                }
            }
        }

        var (cheap, quick) = (Median.Of(costs[..priced]), Median.Of(times[..timed]));
        var (step, priority) = (0, int.MinValue);
        for (var i = 0; i < count; i++)
        {
            if (!Lives(isFit[i], looked[i]))
            {
                continue;
            }

            // A cost nobody knows is taken for the dearest.
            var utility = (policy.CostWeight * (looked[i].CostNanoUsd is { } cost ? Median.Worth(cost, cheap) : 0))
                + (policy.LatencyWeight * Median.Worth(looked[i].LatencyMs, quick))
                + (policy.QualityWeight * looked[i].Quality)
                + looked[i].Affinity;
            looked[i] = looked[i] with { Utility = utility };
            var own = names.Targets[i].Model.Provider.Priority;
            (step, priority) = own == priority ? (step, priority) : (step + 1, own);
            living.Add(i, order == TargetOrder.Priority ? utility - (PriorityStep * step) : utility);
        }
    }

    /// <summary>The rank of the best single model, where the name's own answers are judged to be worse than its by more than may be lost.</summary>
    private static (int Rank, string Why)? Guarded(Exchange exchange, NamedTargets names, RouteCandidate[] looked, in Weighing weighing, in Living living)
    {
        if (names.Judged?.JudgedLower(exchange.StartedAt) is not { } own)
        {
            return null;
        }

        var (best, most) = (-1, 0.0);
        for (var rank = 0; rank < living.Count; rank++)
        {
            var place = living.Places[rank];
            if (looked[place].Gate == CandidateGate.Closed && weighing.LowerQuality(names.Chain[place]) is var lower && lower > most)
            {
                (best, most) = (rank, lower);
            }
        }

        return best >= 0 && own < most - exchange.Catalog.Routing.QualityLoss
            ? (best, FormattableString.Invariant($"answers to {names.Weighed} are judged at {own:0.00} at least, those of {looked[living.Places[best]].Model} alone at {most:0.00}"))
            : null;
    }

    /// <summary>Takes them in order; of those that were weighed, other providers come first, and no more than could be tried.</summary>
    private static void Take(in Living living, RouteTarget[] chain, bool isWeighed, List<Candidate> ranked)
    {
        var most = isWeighed ? Math.Min(living.Count, MostWeighed) : living.Count;
        if (!isWeighed)
        {
            foreach (var place in living.Places)
            {
                ranked.Add(chain[place].Candidate);
            }

            return;
        }

        for (var pass = 0; pass < 2; pass++)
        {
            for (var rank = 0; rank < living.Count && ranked.Count < most; rank++)
            {
                var candidate = chain[living.Places[rank]].Candidate;
                if (pass == 0 ? !HasProvider(ranked, candidate.Provider) : !ranked.Contains(candidate))
                {
                    ranked.Add(candidate);
                }
            }
        }
    }

    private static bool HasProvider(List<Candidate> ranked, Provider provider)
    {
        foreach (var candidate in ranked)
        {
            if (ReferenceEquals(candidate.Provider, provider))
            {
                return true;
            }
        }

        return false;
    }
}
