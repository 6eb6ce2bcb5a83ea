using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing;

/// <summary>Ranks the candidates of an ask from the pinned snapshot: resolve the name, leave out what can't answer, order by health.</summary>
internal sealed class RouteStep(ICandidateHealth health, ISwitches switches) : IStep, IReroute
{
    /// <inheritdoc />
    public ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken) =>
        Rank(exchange, exchange.Ask.Lens.Model) is { } failure ? new(Answer.Refused(failure)) : next(exchange, cancellationToken);

    /// <inheritdoc />
    public Failure? Rank(Exchange exchange, string name)
    {
        if (NameResolver.Resolve(exchange.Catalog, name) is not { } resolved)
        {
            return new Failure(FailureKind.UnknownModel, "model_not_found", $"There is no model or alias named '{name}'; /v1/models lists those your key may use.") { Param = "model" };
        }

        var (ranked, considered) = Rank(exchange, resolved);
        exchange.Decision = new RouteDecision(name, resolved.By, considered);
        if (ranked.Count == 0)
        {
            return WhyNone(exchange, resolved);
        }

        exchange.Candidates = ranked;
        return null;
    }

    private (List<Candidate> Ranked, List<RouteCandidate> Considered) Rank(Exchange exchange, ResolvedName resolved)
    {
        var healthy = new List<Candidate>();
        var open = new List<Candidate>();
        var considered = new List<RouteCandidate>();
        foreach (var model in Chain(exchange, resolved))
        {
            var lack = Lacks(exchange, resolved, model);
            var candidate = new Candidate(model);
            var gate = lack is null ? health.GateOf(candidate, exchange.Catalog) : CandidateGate.Closed;
            considered.Add(new RouteCandidate(model.Id, lack?.Words ?? (gate == CandidateGate.Open ? "is down" : null)));
            if (lack is null)
            {
                (gate == CandidateGate.Open ? open : healthy).Add(candidate);
            }
        }

        // A half-open candidate keeps its rank: behind healthy ones nobody would ever probe it and its traffic would not come back. Its circuit lets
        // no more than the probe through. An open one stays last, so that the error can say when it will be probed.
        healthy.AddRange(open);
        return (healthy, considered);
    }

    private static IEnumerable<ModelEntry> Chain(Exchange exchange, ResolvedName resolved)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var model in resolved.Targets.Concat(Fallbacks(exchange, resolved)))
        {
            if (seen.Add(model.Id))
            {
                yield return model;
            }
        }
    }

    private static IEnumerable<ModelEntry> Fallbacks(Exchange exchange, ResolvedName resolved) =>
        exchange.Fallbacks is { } named
            ? named.SelectMany(name => NameResolver.Resolve(exchange.Catalog, name)?.Targets ?? [])
            : resolved.Fallbacks;

    /// <summary>A model reached through an alias or as a configured fallback is covered by the grant on the name asked for; one the caller named itself is not.</summary>
    private Lack? Lacks(Exchange exchange, ResolvedName resolved, ModelEntry model)
    {
        if (exchange.Fallbacks is not null && !resolved.Targets.Contains(model) && !Granted(exchange.Caller.Grants, model))
        {
            return new Lack(LackKind.Grant, "is not granted to the key");
        }

        return switches.Of(exchange.Caller.Tenant, model) is { } kill ? new Lack(LackKind.Killed, $"was switched off by an operator ({kill.Scope.ToString().ToLowerInvariant()})") : Eligibility.Of(model, exchange);
    }

    private static bool Granted(Grants grants, ModelEntry model) => grants.MayUse(model.Id) || grants.MayUse(model.Name);

    private Failure WhyNone(Exchange exchange, ResolvedName resolved)
    {
        var lacks = Chain(exchange, resolved).Select(model => (model, Lack: Lacks(exchange, resolved, model)!)).ToArray();
        var words = string.Join("; ", lacks.Select(one => $"{one.model.Id} {one.Lack.Words}"));
        if (lacks.Length > 0 && lacks.All(one => one.Lack.Kind == LackKind.Killed))
        {
            return KillWords.Stopped(switches.Of(exchange.Caller.Tenant, lacks[0].model)!);
        }

        if (lacks.Length > 0 && lacks.All(one => one.Lack.Kind == LackKind.Length))
        {
            return new Failure(FailureKind.ContextTooLong, "context_length_exceeded", $"The ask does not fit: {words}.");
        }

        return lacks.Length > 0 && lacks.All(one => one.Lack.Kind == LackKind.Unpriced)
            ? new Failure(FailureKind.CallerFault, "model_unpriced", $"No candidate has a price: {words}. Give it one in the configuration; `price: free` is a price.")
            : new Failure(FailureKind.CallerFault, "no_capable_model", lacks.Length == 0 ? "No model is configured for this name." : $"No candidate can answer: {words}.");
    }
}
