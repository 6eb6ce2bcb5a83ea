using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Attempts;

/// <summary>The circuits of every provider and model, the models that are gone for a while, and who may be tried.</summary>
internal sealed class CandidateHealth(KeyHealth keys, TimeProvider time, ILogger<CandidateHealth> log, IEnumerable<IBreakerObserver>? observers = null) : ICandidateHealth
{
    private readonly IBreakerObserver[] _observers = [.. observers ?? []];
    private readonly ConcurrentDictionary<string, Breaker> _providers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CandidateState> _models = new(StringComparer.Ordinal);
    private readonly CircuitWatchers _watchers = new();
    private long _answeredAt;

    /// <inheritdoc />
    public TimeSpan? SinceAnswer => Volatile.Read(ref _answeredAt) is not 0 and var at ? time.GetElapsedTime(at) : null;

    /// <inheritdoc />
    public CandidateGate GateOf(Candidate candidate, CatalogSnapshot catalog) => Of(candidate.Model).Gate(catalog.Breaker);

    /// <inheritdoc />
    public ICandidateState StateOf(ModelEntry model) => Of(model);

    /// <inheritdoc />
    public CircuitReading CircuitOf(string provider, string? model, BreakerPolicy policy) =>
        model is not null && _models.TryGetValue(model, out var state) ? state.Read(policy)
        : _providers.TryGetValue(provider, out var breaker) ? breaker.Read(policy)
        : default;

    /// <inheritdoc />
    public bool Reset(string provider, string? model)
    {
        if (!_providers.TryGetValue(provider, out var circuit))
        {
            return false;
        }

        circuit.Reset();
        var prefix = provider + "/";
        foreach (var (name, state) in _models)
        {
            if (model is null ? name.StartsWith(prefix, StringComparison.Ordinal) : name == model)
            {
                state.Reset();
                _watchers.Tell(provider, name);
            }
        }

        _watchers.Tell(provider, null);
        return model is null || _models.ContainsKey(model);
    }

    /// <inheritdoc />
    public IDisposable Watch(Action<string, string?> changed) => _watchers.Add(changed);

    public TimeSpan UntilProbe(Candidate candidate, CatalogSnapshot catalog) => Of(candidate.Model).UntilProbe(catalog.Breaker);

    /// <summary>Takes a place on both circuits; false when either is open.</summary>
    public bool TryEnter(Candidate candidate, CatalogSnapshot catalog) => Of(candidate.Model).TryEnter(catalog.Breaker);

    /// <summary>Ends a call on both circuits; null says nothing about the candidate.</summary>
    public void Exit(Candidate candidate, bool? succeeded, CatalogSnapshot catalog, TimeSpan? firstToken = null, long? startedAt = null)
    {
        if (succeeded == true)
        {
            Volatile.Write(ref _answeredAt, time.GetTimestamp());
        }

        var (provider, model) = Of(candidate.Model).Exit(succeeded, catalog.Breaker, firstToken, startedAt);
        if (provider is { } all)
        {
            Tell(candidate.Provider.Name, all);
            _watchers.Tell(candidate.Provider.Name, null);
        }

        if (model is { } own)
        {
            Tell(candidate.Model.Id, own);
            _watchers.Tell(candidate.Provider.Name, candidate.Model.Id);
        }
    }

    /// <summary>The provider says it no longer has the model, or that we may not use it: it is left alone for ten minutes.</summary>
    public void Gone(Candidate candidate)
    {
        Of(candidate.Model).Gone();
        log.ModelGone(candidate.Model.Id);
        _watchers.Tell(candidate.Provider.Name, candidate.Model.Id);
    }

    private CandidateState Of(ModelEntry model) => _models.TryGetValue(model.Id, out var known) ? known : _models.GetOrAdd(model.Id, Make, model.Provider.Name);

    private void Tell(string candidate, CandidateGate state)
    {
        log.BreakerChanged(candidate, state);
        foreach (var observer in _observers)
        {
            observer.Changed(candidate, state);
        }
    }

    private CandidateState Make(string model, string provider) =>
        new(_providers.GetOrAdd(provider, static (_, clock) => new Breaker(clock), time), new Breaker(time), keys, time);
}
