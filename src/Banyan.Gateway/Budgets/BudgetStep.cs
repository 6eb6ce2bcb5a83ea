using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Holds the dearest candidate's worst case before anything is sent, and settles the real cost once, however the exchange ends.</summary>
internal sealed class BudgetStep(Reservations reservations, IPricing pricing) : IStep
{
    /// <inheritdoc />
    public ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        var basis = reservations.BasisOf(exchange);
        return basis == ClaimBasis.None ? next(exchange, cancellationToken) : RunAsync(exchange, basis, next, cancellationToken);
    }

    private async ValueTask<Answer> RunAsync(Exchange exchange, ClaimBasis basis, Next next, CancellationToken cancellationToken)
    {
        Answer? answer = null;
        try
        {
            if (await reservations.HoldAsync(exchange, basis, cancellationToken) is { } failure)
            {
                return Answer.Refused(failure);
            }

            answer = await next(exchange, cancellationToken);
            return answer.Through(new BudgetFilter(exchange, reservations, pricing, basis == ClaimBasis.Provable, cancellationToken));
        }
        finally
        {
            if (answer is null)
            {
                await reservations.SettleAsync(exchange);
            }
        }
    }
}
