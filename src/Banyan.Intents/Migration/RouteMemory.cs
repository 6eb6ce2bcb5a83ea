using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Intents.Migration.Store;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Migration;

/// <summary>What this node knows of every tenant's intents, read from the store once and again every few seconds. Thread-safe.</summary>
internal sealed partial class RouteMemory(IRouteStore store, RouteLedger ledger, TimeProvider time, ILogger<RouteMemory> log)
{
    private readonly ConcurrentDictionary<(string Tenant, string Intent), IntentRoute> _routes = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> _loads = new(StringComparer.Ordinal);

    /// <summary>Tenants this node has seen.</summary>
    public IEnumerable<string> Tenants => _loads.Keys;

    /// <summary>What is known of an intent; a tenant seen for the first time is read from the store.</summary>
    public async ValueTask<IntentRoute> OfAsync(string tenant, string intent)
    {
        // Not the caller's token: whoever comes first must not take the load away from the others.
        await _loads.GetOrAdd(tenant, static (one, self) => new Lazy<Task>(() => self.LoadAsync(one, CancellationToken.None)), this).Value;
        return Of(tenant, intent);
    }

    /// <summary>What is known of an intent, without asking the store.</summary>
    public IntentRoute Of(string tenant, string intent) =>
        _routes.GetOrAdd((tenant, intent), static (key, self) => new IntentRoute(key.Tenant, key.Intent, self.Ledger, self.Time), this);

    /// <summary>Reads what other nodes stored.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in Tenants)
        {
            await LoadAsync(tenant, cancellationToken);
        }
    }

    private RouteLedger Ledger => ledger;

    private TimeProvider Time => time;

    private async Task LoadAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var row in await store.ReadStagesAsync(tenant, cancellationToken))
            {
                Of(tenant, row.Intent).Load(row);
            }

            foreach (var noise in await store.ReadNoiseAsync(tenant, cancellationToken))
            {
                Of(tenant, noise.Intent).Noise.Load(noise);
            }
        }
        catch (StoreAwayException away)
        {
            // Configured stages decide meanwhile; the next refresh reads what was stored.
            LogAway(log, away, tenant);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The routes of tenant {Tenant} can't be read; configured stages decide")]
    private static partial void LogAway(ILogger logger, Exception away, string tenant);
}
