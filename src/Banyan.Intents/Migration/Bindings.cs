using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Migration;

/// <summary>Who is bound to which side after a write: in the store, so that every node sees it, and beside it on this node. Thread-safe.</summary>
internal sealed partial class Bindings(IIntentSettings settings, RouteStock stock, TimeProvider time, ILogger<Bindings> log)
{
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    // A run that writes again and again tells the others no oftener than this; on this node the last write counts, to the moment.
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<(string Tenant, string Person, string Family), (RouteBinding Binding, DateTimeOffset ToldUntil)> _own = new();

    /// <summary>The side a person's calls of a family go to; null when they are free. The run that asks is empty when not told.</summary>
    public async ValueTask<Generation?> FindAsync(Subject subject, string family, string runId, CancellationToken cancellationToken)
    {
        var person = Buckets.Person(settings.Current.Seed, subject);
        var own = _own.GetValueOrDefault((subject.Tenant, person, family)).Binding;
        RouteBinding? stored = null;
        try
        {
            stored = await stock.Store.FindBindingAsync(subject.Tenant, person, family, cancellationToken);
        }
        catch (StoreAwayException away)
        {
            LogAway(log, away);
        }

        // The later write decides, whichever node took it.
        var binding = stored is null || own?.Until > stored.Until ? own : stored;
        var isBound = binding is not null && (binding.Until > time.GetUtcNow() || (runId.Length > 0 && binding.RunId == runId));
        return !isBound ? null : binding!.Side == StageWords.Of(Generation.Modern) ? Generation.Modern : Generation.Legacy;
    }

    /// <summary>Binds a person.</summary>
    public async ValueTask BindAsync(Subject subject, string family, (Generation Side, string RunId) to, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var binding = new RouteBinding(subject.Tenant, Buckets.Person(settings.Current.Seed, subject), family, StageWords.Of(to.Side), to.RunId, now + Holds);
        Forget(now);
        var key = (binding.Tenant, binding.Person, family);
        if (to.RunId.Length > 0 && _own.TryGetValue(key, out var before) && before.Binding with { Until = binding.Until } == binding && binding.Until - before.ToldUntil < TellEvery)
        {
            _own[key] = (binding, before.ToldUntil);
            return;
        }

        _own[key] = (binding, binding.Until);
        try
        {
            await stock.Store.BindAsync(binding, cancellationToken);
        }
        catch (StoreAwayException away)
        {
            // This node knows already; the next batch tells the others.
            stock.Ledger.Put(binding);
            LogAway(log, away);
        }
    }

    // Runs end within the time of a confirmation; after twice that nobody asks for a binding any more.
    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, own) in _own)
        {
            if (own.Binding.Until + Holds < now)
            {
                _own.TryRemove(key, out _);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Bindings after writes can't be read or stored; this node goes by its own")]
    private static partial void LogAway(ILogger logger, Exception away);
}
