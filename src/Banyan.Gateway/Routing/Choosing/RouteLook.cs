using System.Collections;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>What a decision looked at. Kept of it is what time would change; the rest follows and is worked out for whoever reads, a candidate at a time.</summary>
internal sealed class RouteLook(NamedTargets names, RoutingPolicy policy, in Expectation ask) : IReadOnlyList<RouteCandidate>
{
    private readonly Expectation _ask = ask;
    private readonly Sight[] _sights = new Sight[names.Chain.Length];
    private Standing[]? _standings;
    private Scale _scale;
    private bool _isWeighed;
    private int _warmPlace = -1;
    private double _warmShare;
    private double _affinity;

    /// <inheritdoc />
    public int Count => _sights.Length;

    /// <summary>How many may not be chosen among.</summary>
    public int Out { get; private set; }

    /// <summary>How many of those could answer yet, and are asked last.</summary>
    public int Late { get; private set; }

    /// <inheritdoc />
    public RouteCandidate this[int index]
    {
        get
        {
            var (standing, sight, cost) = (StandingOf(index), _sights[index], CostOf(index));
            return new RouteCandidate(names.Chain[index].Id, standing.Reason)
            {
                Gate = standing.Gate,
                IsFull = standing.IsFull,
                CostNanoUsd = double.IsNaN(cost) ? null : (long)cost,
                LatencyMs = sight.LatencyMs,
                Quality = sight.Quality,
                Utility = _isWeighed && index < names.Targets.Length && standing.Lives ? UtilityOf(index, cost) : null,
                Affinity = AffinityOf(index),
            };
        }
    }

    /// <summary>Notes what is known of a candidate.</summary>
    public void See(int place, in Sight sight) => _sights[place] = sight;

    /// <summary>Notes how a candidate stands that is not as any other.</summary>
    public void Note(int place, in Standing standing)
    {
        _standings ??= new Standing[_sights.Length];
        _standings[place] = standing;
        Out += standing.Lives ? 0 : 1;
        Late += standing is { Lives: false, Lack: null } ? 1 : 0;
    }

    /// <summary>Notes the candidate whose prompt cache is warm, and the share expected to be read from it.</summary>
    public void Warm(int place, double share)
    {
        var (cost, cold) = (names.Chain[place].Cost(_ask, share), names.Chain[place].Cost(_ask, 0));
        (_warmPlace, _warmShare) = (place, share);
        _affinity = share > 0 && cold > 0 ? policy.AffinityBonus * Math.Clamp((cold - cost) / cold, 0, 1) : 0;
    }

    /// <summary>Notes what those that live were measured by.</summary>
    public void Measure(in Scale scale) => (_scale, _isWeighed) = (scale, true);

    /// <summary>Whether a candidate may be chosen.</summary>
    public bool Lives(int place) => _standings is null || _standings[place].Lives;

    /// <summary>The state of a candidate's circuit.</summary>
    public CandidateGate GateOf(int place) => _standings is null ? CandidateGate.Closed : _standings[place].Gate;

    /// <summary>How a candidate stands.</summary>
    public Standing StandingOf(int place) => _standings is null ? default : _standings[place];

    /// <summary>What is known of a candidate.</summary>
    public ref readonly Sight SightOf(int place) => ref _sights[place];

    /// <summary>Expected cost in whole 10⁻⁹ USD; no number without a price.</summary>
    public double CostOf(int place) => Math.Round(names.Chain[place].Cost(_ask, place == _warmPlace ? _warmShare : 0));

    /// <summary>What a candidate is worth that costs so much.</summary>
    public double UtilityOf(int place, double cost) => _scale.Utility(cost, _sights[place], AffinityOf(place));

    /// <summary>What a candidate gains because its prompt cache is warm.</summary>
    public double AffinityOf(int place) => place == _warmPlace ? _affinity : 0;

    /// <inheritdoc />
    public IEnumerator<RouteCandidate> GetEnumerator()
    {
        for (var place = 0; place < Count; place++)
        {
            yield return this[place];
        }
    }

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
