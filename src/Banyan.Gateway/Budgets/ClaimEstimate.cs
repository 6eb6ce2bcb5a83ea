using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Budgets;

/// <summary>The most an ask may take before it is sent: a tenth over its estimated prompt and its output bound, at the dearest candidate it may reach.</summary>
/// <remarks>
/// Provable means more than likely: every byte of the ask a prompt token, or the model's whole window where pictures are fetched, counted the dearest way.
/// </remarks>
internal static class ClaimEstimate
{
    // As the router counts on when an ask states no bound.
    private const int UnstatedOutput = 4096;

    /// <summary>The claim of the ask as it stands, over every ranked candidate.</summary>
    public static Claim Of(Exchange exchange, IPricing pricing, bool isProvable)
    {
        var (money, tokens) = (0L, 0L);
        foreach (var candidate in exchange.Candidates)
        {
            var (input, output) = Tokens(exchange, candidate.Model, isProvable);
            money = Math.Max(money, pricing.Estimate(candidate.Model, exchange.StartedAt, input, output, isProvable) ?? 0);
            tokens = Math.Max(tokens, input + output);
        }

        return new Claim(money, tokens);
    }

    /// <summary>Bound on the completion of an ask on a model, all its choices together.</summary>
    public static long Output(AskLens lens, ModelEntry model, Operation operation) =>
        operation == Operation.Chat ? Choices(lens) * (lens.MaxOutputTokens ?? Math.Min(model.MaxOutput ?? UnstatedOutput, UnstatedOutput)) : 0;

    private static (long Input, long Output) Tokens(Exchange exchange, ModelEntry model, bool isProvable)
    {
        var lens = exchange.Ask.Lens;
        if (exchange.Operation == Operation.CountTokens)
        {
            return (0, 0);
        }

        var output = Output(lens, model, exchange.Operation);
        return isProvable
            ? (lens.Images > 0 ? Math.Max(exchange.Ask.Bytes.Length, model.Context ?? 0) : exchange.Ask.Bytes.Length, output)
            : ((long)Math.Ceiling(lens.EstimatedInputTokens * 1.1), output);
    }

    private static long Choices(AskLens lens) => Math.Clamp(lens.Choices, 1, 128);
}
