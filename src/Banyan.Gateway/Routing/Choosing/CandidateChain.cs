using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>Whom an ask is tried with, in order: the chosen one; of those weighed the others, other providers first; fallbacks; those at their rate limit; those that are down.</summary>
internal static class CandidateChain
{
    private const int OnStack = 128;

    /// <summary>More of those weighed are never tried: an exchange has six attempts.</summary>
    private const int MostWeighed = 12;

    /// <summary>Makes the chain.</summary>
    /// <param name="names">What the name stands for.</param>
    /// <param name="look">How they stand.</param>
    /// <param name="living">Those that live: the chosen one first, and in order where they were not weighed.</param>
    /// <param name="isWeighed">Whether they were weighed.</param>
    public static Candidate[] Of(NamedTargets names, RouteLook look, Living living, bool isWeighed)
    {
        if (names.Chain.Length == 1)
        {
            return look.StandingOf(0).Lack is null ? names.Chain[0].Alone : [];
        }

        Span<int> firsts = stackalloc int[MostWeighed];
        Span<int> ofProvider = names.Providers <= OnStack ? stackalloc int[names.Providers] : new int[names.Providers];
        var weighed = isWeighed ? Pick(living.All, firsts, ofProvider) : 0;
        var first = isWeighed ? weighed : living.Count;
        var ranked = new Candidate[first + (look.Count - look.Out - living.Count) + look.Late];
        Fill(ranked, names, look, living, firsts[..weighed]);
        return ranked;
    }

    /// <summary>Picks the best of each provider and then the best of the rest, after the chosen one.</summary>
    /// <returns>How many were picked.</returns>
    private static int Pick(ReadOnlySpan<Contender> living, Span<int> picked, Span<int> ofProvider)
    {
        if (living.IsEmpty)
        {
            return 0;
        }

        ofProvider.Fill(-1);
        ofProvider[living[0].Provider] = 0;
        for (var i = 1; i < living.Length; i++)
        {
            ref var best = ref ofProvider[living[i].Provider];
            best = best < 0 || (best > 0 && living[i].IsBefore(living[best])) ? i : best;
        }

        var count = 1;
        picked[0] = 0;
        foreach (var best in ofProvider)
        {
            count = best > 0 ? Insert(living, picked, 1, count, best) : count;
        }

        var from = count;
        for (var i = 1; i < living.Length && from < picked.Length; i++)
        {
            count = ofProvider[living[i].Provider] != i ? Insert(living, picked, from, count, i) : count;
        }

        return count;
    }

    /// <summary>Puts one where it belongs among those picked from a place on; the last makes room.</summary>
    private static int Insert(ReadOnlySpan<Contender> living, Span<int> picked, int from, int count, int one)
    {
        if (count == picked.Length && !living[one].IsBefore(living[picked[^1]]))
        {
            return count;
        }

        var at = Math.Min(count, picked.Length - 1);
        for (; at > from && living[one].IsBefore(living[picked[at - 1]]); at--)
        {
            picked[at] = picked[at - 1];
        }

        picked[at] = one;
        return Math.Min(count + 1, picked.Length);
    }

    private static void Fill(Candidate[] ranked, NamedTargets names, RouteLook look, Living living, ReadOnlySpan<int> firsts)
    {
        var (chain, next) = (names.Chain, 0);
        foreach (var at in firsts)
        {
            ranked[next++] = chain[living.All[at].Place].Candidate;
        }

        for (var i = 0; i < living.Count && firsts.IsEmpty; i++)
        {
            ranked[next++] = chain[living.All[i].Place].Candidate;
        }

        for (var place = names.Targets.Length; place < chain.Length; place++)
        {
            if (look.Lives(place))
            {
                ranked[next++] = chain[place].Candidate;
            }
        }

        for (var place = 0; place < chain.Length && next < ranked.Length; place++)
        {
            if (look.StandingOf(place).IsFull)
            {
                ranked[next++] = chain[place].Candidate;
            }
        }

        for (var place = 0; place < chain.Length && next < ranked.Length; place++)
        {
            if (look.StandingOf(place) is { Lack: null, Gate: CandidateGate.Open })
            {
                ranked[next++] = chain[place].Candidate;
            }
        }
    }
}
