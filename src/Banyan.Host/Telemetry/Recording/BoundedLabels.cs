using System.Collections.Concurrent;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>Turns names that come from outside into labels of a bounded set.</summary>
internal sealed class BoundedLabels
{
    /// <summary>What stands for every name beyond the bound, or that no configuration knows.</summary>
    public const string Other = "other";

    private const int MostServices = 200;

    private readonly ConcurrentDictionary<string, string> _services = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The first 200 services by name, the rest as <c>other</c>.</summary>
    public string Service(string name)
    {
        if (_services.TryGetValue(name, out var known))
        {
            return known;
        }

        return Volatile.Read(ref _count) < MostServices && Interlocked.Increment(ref _count) <= MostServices ? _services.GetOrAdd(name, name) : Other;
    }

    /// <summary>A model's full name where the configuration declares it.</summary>
    public static string Model(ModelEntry model) => model.IsDeclared ? model.Id : Other;

    /// <summary>The model that was tried last; where none was, the name asked for, if it is one of the configuration's.</summary>
    public static string Model(Exchange exchange, Attempt? served)
    {
        var attempt = served ?? (exchange.Attempts.Count > 0 ? exchange.Attempts[^1] : null);
        return attempt is not null ? Model(attempt.Candidate.Model) : Requested(exchange);
    }

    /// <summary>The name asked for, if it is one of the configuration's.</summary>
    public static string Requested(Exchange exchange)
    {
        var (asked, catalog) = (exchange.Ask.Lens.Model, exchange.Catalog);
        return catalog.Aliases.TryGetValue(asked, out var alias) ? alias.Name
            : catalog.Models.TryGetValue(asked, out var model) ? model.Id
            : catalog.ModelsByName.TryGetValue(asked, out var models) ? models[0].Id
            : Other;
    }
}
