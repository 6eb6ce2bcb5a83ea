using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Attempts;

/// <summary>The circuits of every provider and model, the models that are gone for a while, and who may be tried.</summary>
internal sealed class CandidateHealth(TimeProvider time, ILogger<CandidateHealth> log) : ICandidateHealth
{
    private static readonly TimeSpan GoneFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Breaker> _providers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Breaker> _models = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _goneAt = new(StringComparer.Ordinal);

    public CandidateGate GateOf(Candidate candidate, CatalogSnapshot catalog)
    {
        if (IsGone(candidate))
        {
            return CandidateGate.Open;
        }

        var provider = Peek(_providers, candidate.Provider.Name, catalog.Breaker);
        var model = Peek(_models, candidate.Model.Id, catalog.Breaker);
        return provider > model ? provider : model;
    }

    public IEnumerable<KeyValuePair<string, CandidateGate>> Providers(BreakerPolicy policy) =>
        _providers.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Peek(policy)));

    public IEnumerable<KeyValuePair<string, CandidateGate>> Models(BreakerPolicy policy) =>
        _models.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Peek(policy)));

    public TimeSpan UntilProbe(Candidate candidate, CatalogSnapshot catalog)
    {
        var provider = Of(_providers, candidate.Provider.Name).UntilProbe(catalog.Breaker);
        var model = Of(_models, candidate.Model.Id).UntilProbe(catalog.Breaker);
        return provider > model ? provider : model;
    }

    /// <summary>Takes a place on both circuits; false when either is open.</summary>
    public bool TryEnter(Candidate candidate, CatalogSnapshot catalog)
    {
        if (IsGone(candidate) || !Of(_providers, candidate.Provider.Name).TryEnter(catalog.Breaker))
        {
            return false;
        }

        if (Of(_models, candidate.Model.Id).TryEnter(catalog.Breaker))
        {
            return true;
        }

        Of(_providers, candidate.Provider.Name).Exit(null, catalog.Breaker);
        return false;
    }

    /// <summary>Ends a call on both circuits; null says nothing about the candidate.</summary>
    public void Exit(Candidate candidate, bool? succeeded, CatalogSnapshot catalog, TimeSpan? firstToken = null)
    {
        if (Of(_providers, candidate.Provider.Name).Exit(succeeded, catalog.Breaker, firstToken) is { } provider)
        {
            log.BreakerChanged(candidate.Provider.Name, provider);
        }

        if (Of(_models, candidate.Model.Id).Exit(succeeded, catalog.Breaker, firstToken) is { } model)
        {
            log.BreakerChanged(candidate.Model.Id, model);
        }
    }

    /// <summary>The provider says it no longer has the model, or that we may not use it: it is left alone for ten minutes.</summary>
    public void Gone(Candidate candidate)
    {
        _goneAt[candidate.Model.Id] = time.GetTimestamp();
        log.ModelGone(candidate.Model.Id);
    }

    private bool IsGone(Candidate candidate) =>
        _goneAt.TryGetValue(candidate.Model.Id, out var at) && time.GetElapsedTime(at) < GoneFor;

    private Breaker Of(ConcurrentDictionary<string, Breaker> circuits, string name) => circuits.GetOrAdd(name, static (_, clock) => new Breaker(clock), time);

    private static CandidateGate Peek(ConcurrentDictionary<string, Breaker> circuits, string name, BreakerPolicy policy) =>
        circuits.TryGetValue(name, out var breaker) ? breaker.Peek(policy) : CandidateGate.Closed;
}
