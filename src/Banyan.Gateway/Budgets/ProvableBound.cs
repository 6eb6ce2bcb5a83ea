using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Budgets;

/// <summary>Sees to it that a strict budget can hold all an ask may cost: candidates on which nothing bounds it are left out.</summary>
internal static class ProvableBound
{
    // Enough tokens to tell a price of tokens from one without.
    private const long SomeTokens = 1_000_000;

    private const string EndlessAnswer = "has no bound on its completion (state max_tokens, or give the model a maxOutput in the configuration)",
        EndlessPrompt = "has no known window for a prompt that is more than its text (give the model a context in the configuration)";

    /// <summary>Leaves out the candidates on which the ask has no bound.</summary>
    /// <returns>Why it can't be asked when none is left; then the exchange is as it was.</returns>
    public static Failure? Apply(Exchange exchange, IPricing pricing)
    {
        var isBound = true;
        for (var i = 0; i < exchange.Candidates.Count; i++)
        {
            isBound &= Lack(exchange, exchange.Candidates[i].Model, pricing) is null;
        }

        return isBound || CandidateCut.TryLeaveOut(exchange, model => Lack(exchange, model, pricing)) ? null : Refusal(exchange, pricing);
    }

    private static Failure Refusal(Exchange exchange, IPricing pricing)
    {
        var words = string.Join("; ", exchange.Candidates.Select(one => $"{one.Model.Id} {Lack(exchange, one.Model, pricing)}"));
        return new Failure(FailureKind.CallerFault, "no_capable_model", $"A strict budget counts this ask, and nothing bounds what it may cost: {words}.");
    }

    /// <summary>Why an ask has no bound on a model, in words that follow its name; null when it has one.</summary>
    private static string? Lack(Exchange exchange, ModelEntry model, IPricing pricing)
    {
        var lens = exchange.Ask.Lens;
        var lack = true switch
        {
            _ when exchange.Operation == Operation.CountTokens => null,
            _ when exchange.Operation == Operation.Chat && lens.MaxOutputTokens is null && model.MaxOutput is not > 0 => EndlessAnswer,
            _ when model.Context is null && ClaimEstimate.IsMoreThanBytes(lens) => EndlessPrompt,
            _ => null,
        };
        return lack is not null && !IsFree(exchange, model, pricing) ? lack : null;
    }

    /// <summary>Whether tokens cost nothing on a model.</summary>
    private static bool IsFree(Exchange exchange, ModelEntry model, IPricing pricing) =>
        pricing.Estimate(model, exchange.StartedAt, SomeTokens, SomeTokens, isProvable: true) == pricing.Estimate(model, exchange.StartedAt, 0, 0, isProvable: true);
}
