using System.Collections.Concurrent;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>A model of a configuration with everything a decision reads of it, looked up once.</summary>
internal sealed class RouteTarget(ModelEntry model, ICandidateState state, ModelVitals vitals, IModelRoom room)
{
    private const long QualityForTicks = TimeSpan.TicksPerSecond;
    private readonly CostFigures[] _prices = CostFigures.Of(model);
    private readonly double _first = model.FirstToken.TotalMilliseconds;
    private readonly double _token = model.PerToken.TotalMilliseconds;
    private KnownQuality? _quality;
    private ConcurrentDictionary<string, KnownQuality>? _ofKind;

    /// <summary>What goes onto the exchange.</summary>
    public Candidate Candidate => Alone[0];

    /// <summary>What goes onto the exchange where there is no other.</summary>
    public Candidate[] Alone { get; } = [new Candidate(model)];

    /// <summary>The model.</summary>
    public ModelEntry Model => model;

    /// <summary>Its circuit and its load.</summary>
    public ICandidateState State => state;

    /// <summary>What its provider says of the room it has.</summary>
    public IModelRoom Room => room;

    /// <summary>Why it can't answer any ask, as its configuration stands; null when it may.</summary>
    public Lack? Off { get; } = Eligibility.Off(model);

    /// <summary>What it can do; everything, as long as nobody knows.</summary>
    public AskNeeds Can { get; } = model.IsDeclared ? model.Can : ~AskNeeds.None;

    /// <summary>Its full name.</summary>
    public string Id { get; } = model.Id;

    /// <summary>Whether its provider keeps prompts warm.</summary>
    public bool KeepsPrompts { get; } = model.Can.HasFlag(AskNeeds.PromptCache);

    /// <summary>The share of a warm prompt that is expected to be read from the cache.</summary>
    public double WarmShare => KeepsPrompts ? vitals.CachedShare : 0;

    /// <summary>Whether it has a price at an instant, in ticks of UTC.</summary>
    public bool IsPriced(long at) => CostFigures.Has(_prices, at);

    /// <summary>Expected cost in 10⁻⁹ USD; no number without a price.</summary>
    public double Cost(in Expectation ask, double cachedShare) => CostFigures.Expect(_prices, ask, cachedShare);

    /// <summary>Expected milliseconds to the whole answer at the 95th percentile.</summary>
    public double Latency(double output, double now)
    {
        var (first, token) = vitals.Pace(_first, _token, now);
        return first + (token * output);
    }

    /// <summary>Expected quality and its lower bound for a kind of prompt, empty for none; at most a second old.</summary>
    public (double Mean, double Lower) Quality(string category, DateTimeOffset at)
    {
        var known = Known(category);
        if (known is null || Math.Abs(at.UtcTicks - known.At) > QualityForTicks)
        {
            var (mean, lower) = vitals.Quality(model.Quality, category, at);
            known = new KnownQuality(mean, lower, at.UtcTicks);
            Know(category, known);
        }

        return (known.Mean, known.Lower);
    }

    /// <summary>Its circuit; open also while every key of its provider rests.</summary>
    public CandidateGate Gate(BreakerPolicy policy, string service) => state.IsResting(model.Provider, service) ? CandidateGate.Open : state.Gate(policy);

    private KnownQuality? Known(string category) =>
        category.Length == 0 ? Volatile.Read(ref _quality) : Volatile.Read(ref _ofKind) is { } kinds && kinds.TryGetValue(category, out var known) ? known : null;

    private void Know(string category, KnownQuality known)
    {
        if (category.Length == 0)
        {
            Volatile.Write(ref _quality, known);
            return;
        }

        LazyInitializer.EnsureInitialized(ref _ofKind, static () => new ConcurrentDictionary<string, KnownQuality>(StringComparer.Ordinal))[category] = known;
    }

    private sealed record KnownQuality(double Mean, double Lower, long At);
}
