using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Attempts;

/// <summary>Which keys of a provider may be used now: those that rest after a 429 or an empty account, and those that were refused.</summary>
internal sealed class KeyHealth(TimeProvider time, ILogger<KeyHealth> log) : IKeyHealth
{
    private static readonly TimeSpan QuotaRest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    /// <summary>A provider that says longer is asked again after this: who counts in other units must not lose us a key for years.</summary>
    private static readonly TimeSpan LongestTold = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Provider, string Key), KeyState> _states = new();
    private bool _everRested;

    /// <inheritdoc />
    KeyReading IKeyHealth.Of(Provider provider, ProviderKey key) => Of(provider, key).Read(key, time);

    /// <summary>Picks a usable key the exchange has not failed with: owned by the service first, then the less loaded of two drawn by weight.</summary>
    /// <returns>False when the provider has keys and none is usable now.</returns>
    public bool TryPick(Provider provider, string service, IReadOnlySet<string> tried, out ProviderKey? key)
    {
        key = null;
        if (provider.Keys.Count == 0)
        {
            return !tried.Contains(provider.Name);
        }

        var owned = Best(provider, candidate => candidate.Services.Contains(service, StringComparer.Ordinal), tried);
        key = owned ?? Best(provider, static candidate => candidate.Services.Count == 0, tried);
        return key is not null;
    }

    /// <summary>Whether every key a service may use was refused or is out of quota, so that waiting a moment would not help.</summary>
    public bool AllDead(Provider provider, string service) => provider.KeysFor(service).Any() && provider.KeysFor(service).All(key => Of(provider, key).IsDead(key, time));

    /// <summary>Whether a key was refused and rests until it is replaced.</summary>
    public bool IsRefused(Provider provider, ProviderKey key) => _states.TryGetValue((provider.Name, key.Name), out var state) && state.WasRefused(key);

    /// <summary>Time until some key a service may use may be used again; zero when one may be used now, and where it has none.</summary>
    public TimeSpan UntilUsable(Provider provider, string service) =>
        provider.KeysFor(service).Select(key => Of(provider, key).RestLeft(key, time)).DefaultIfEmpty().Min();

    /// <summary>Whether every key a service may use rests or was refused. Cheap while nothing ever rested.</summary>
    public bool IsResting(Provider provider, string service) => Volatile.Read(ref _everRested) && UntilUsable(provider, service) > TimeSpan.Zero;

    public void Enter(Provider provider, ProviderKey? key)
    {
        if (key is not null)
        {
            Of(provider, key).Enter(time.GetUtcNow());
        }
    }

    /// <summary>Ends a call with a key and learns from its failure.</summary>
    public void Exit(Provider provider, ProviderKey? key, Failure? failure)
    {
        if (key is null)
        {
            return;
        }

        var state = Of(provider, key);
        Interlocked.Decrement(ref state.InFlight);
        if (failure?.Kind is FailureKind.KeyRejected or FailureKind.QuotaSpent or FailureKind.RateLimited)
        {
            Volatile.Write(ref _everRested, true);
        }

        switch (failure?.Kind)
        {
            case null:
                state.Recovered();
                break;
            case FailureKind.KeyRejected:
                state.Refuse(key, failure.Code);
                log.KeyRefused(provider.Name, key.Name);
                break;
            case FailureKind.QuotaSpent:
                state.Rest(QuotaRest, isQuota: true, failure.Code, time);
                log.KeyCooling(provider.Name, key.Name, QuotaRest);
                break;
            case FailureKind.RateLimited:
                var rest = failure.RetryAfter is { } told ? (told < LongestTold ? told : LongestTold) : state.NextRest(FirstRest, LongestRest);
                state.Rest(rest, isQuota: false, failure.Code, time);
                log.KeyCooling(provider.Name, key.Name, rest);
                break;
            default:
                break;
        }
    }

    private ProviderKey? Best(Provider provider, Func<ProviderKey, bool> fits, IReadOnlySet<string> tried)
    {
        ProviderKey? best = null;
        var bestLoad = double.MaxValue;
        foreach (var key in provider.Keys)
        {
            var state = Of(provider, key);
            if (!key.Secret.IsPresent || !fits(key) || tried.Contains(key.Name) || state.RestLeft(key, time) > TimeSpan.Zero)
            {
                continue;
            }

            var load = (Volatile.Read(ref state.InFlight) + 1) / (double)Math.Max(1, key.Weight);
            if (load < bestLoad || (load == bestLoad && Random.Shared.Next(2) == 0))
            {
                (best, bestLoad) = (key, load);
            }
        }

        return best;
    }

    private KeyState Of(Provider provider, ProviderKey key) => _states.GetOrAdd((provider.Name, key.Name), static _ => new KeyState());
}
