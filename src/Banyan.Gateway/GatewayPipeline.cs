using Banyan.Gateway.Attempts;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Routing;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Upstreams;

namespace Banyan.Gateway;

/// <summary>The row every ask passes, outermost first. This order is the architecture.</summary>
internal sealed class GatewayPipeline(PipelineSteps steps, UpstreamCall upstream) : IGateway
{
    private readonly Next _row = StepChain.Build(
        [
            steps.Meter,   // outermost: whatever happens is counted, a refusal too
            steps.Admit,   // grants: refuses before anything is read further or stored
            steps.Route,   // ranks candidates from the pinned snapshot
            steps.Budget,  // holds the dearest candidate's worst case, settles the real cost: knows the candidates, precedes the first byte sent
            steps.Attempt, // try, retry, rotate keys, fail over: the only loop
            steps.Speak,   // relay, edit or translate: only now is the upstream's language known
        ],
        upstream.RunAsync);

    public ValueTask<Answer> AskAsync(Exchange exchange, CancellationToken cancellationToken) => _row(exchange, cancellationToken);
}

/// <summary>The steps of the row, gathered for the pipeline.</summary>
internal sealed record PipelineSteps(MeterStep Meter, AdmitStep Admit, RouteStep Route, BudgetStep Budget, AttemptStep Attempt, SpeakStep Speak);
