using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing;

/// <summary>Ranks the candidates of an ask from the pinned snapshot: resolve the name, ask the rules, leave out what can't answer, weigh the rest.</summary>
internal sealed class RouteStep(RouteDecider decider) : IStep, IReroute
{
    /// <inheritdoc />
    public ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken) =>
        decider.Decide(exchange, exchange.Ask.Lens.Model, asksRules: !exchange.IsDirect) is { } failure ? new(Answer.Refused(failure)) : next(exchange, cancellationToken);

    /// <inheritdoc />
    public Failure? Rank(Exchange exchange, string name)
    {
        var before = exchange.Decision;
        var failure = decider.Decide(exchange, name, asksRules: false);
        exchange.Decision = failure is null ? exchange.Decision : before;
        return failure;
    }
}
