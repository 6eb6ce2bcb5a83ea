using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams.Probing;

/// <summary>Asks every configured provider the smallest thing there is with each of its keys, to learn whether addresses and keys are good.</summary>
/// <remarks>It spends a few tokens a key, past every budget and limit, and leaves no row.</remarks>
public sealed class ProviderProbe
{
    private readonly SpeakStep _speak;
    private readonly UpstreamCall _upstream;
    private readonly TimeProvider _time;

    internal ProviderProbe(SpeakStep speak, UpstreamCall upstream, TimeProvider time) => (_speak, _upstream, _time) = (speak, upstream, time);

    /// <summary>Asks, one provider beside the other.</summary>
    /// <returns>A finding a key, in the order of the providers' names. Providers without their key are left out: the check has warned of them.</returns>
    public async Task<IReadOnlyList<ProbeFinding>> RunAsync(CatalogSnapshot catalog, CancellationToken cancellationToken)
    {
        var asked = catalog.Providers.Values.Where(provider => provider.IsConfigured && provider.Kind is not ("mock" or "chatclient")).OrderBy(provider => provider.Name, StringComparer.Ordinal);
        var keys = asked.SelectMany(provider => provider.Keys.DefaultIfEmpty(), (provider, key) => (Provider: provider, Key: key));
        return await Task.WhenAll(keys.Select(pair => AskAsync(catalog, pair.Provider, pair.Key, wanted: null, cancellationToken)));
    }

    /// <summary>Asks one provider once, with the first of its keys that has a value.</summary>
    /// <param name="catalog">The configuration.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="model">The model; null for the one that costs least to ask.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ProbeFinding> AskAsync(CatalogSnapshot catalog, Provider provider, ModelEntry? model, CancellationToken cancellationToken) =>
        AskAsync(catalog, provider, provider.Keys.FirstOrDefault(key => key.Secret.IsPresent), model, cancellationToken);

    private async Task<ProbeFinding> AskAsync(CatalogSnapshot catalog, Provider provider, ProviderKey? key, ModelEntry? wanted, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        if ((wanted ?? Cheapest(catalog, provider)) is not { } model)
        {
            return new ProbeFinding(provider.Name, key?.Name, null, TimeSpan.Zero, null);
        }

        var failure = await FailureAsync(catalog, new Candidate(model, key), cancellationToken);
        return new ProbeFinding(provider.Name, key?.Name, model.Id, _time.GetElapsedTime(started), failure);
    }

    private async Task<Failure?> FailureAsync(CatalogSnapshot catalog, Candidate candidate, CancellationToken cancellationToken)
    {
        var (body, operation) = ProbeAsk.For(candidate.Model);
        var exchange = new Exchange
        {
            Id = ExchangeId.New(_time),
            Caller = new Caller { Tenant = "default", Service = "check", KeyId = "check", Grants = Grants.All },
            Door = body.Dialect.Name,
            Operation = operation,
            Catalog = catalog,
            Deadline = Deadline.After(candidate.Provider.Timeouts.Total, _time),
            StartedAt = _time.GetUtcNow(),
            StartTimestamp = _time.GetTimestamp(),
            Ask = body,
        };
        var fork = exchange.Fork(new Attempt(1, candidate, exchange.StartedAt, exchange.StartTimestamp));
        await using var answer = await _speak.RunAsync(fork, _upstream.RunAsync, cancellationToken);
        return answer.Failure ?? (await Pump.RunAsync(answer, NullSink.Instance, cancellationToken)).Failure;
    }

    /// <summary>The model that costs least to ask, one that talks before one that only embeds.</summary>
    private ModelEntry? Cheapest(CatalogSnapshot catalog, Provider provider)
    {
        var now = _time.GetUtcNow();
        return catalog.Models.Values
            .Where(model => model.Provider.Name == provider.Name && !model.IsDisabled)
            .OrderBy(model => model.Can.HasFlag(AskNeeds.Embeddings))
            .ThenBy(model => model.IsDeprecated)
            .ThenBy(model => model.PriceAt(now)?.PerMillion.Output ?? decimal.MaxValue)
            .ThenBy(model => model.Name, StringComparer.Ordinal)
            .FirstOrDefault();
    }
}
