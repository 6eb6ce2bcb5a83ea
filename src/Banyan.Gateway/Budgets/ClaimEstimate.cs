using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Budgets;

/// <summary>The most an ask may take before it is sent: a tenth over its estimated prompt and its output bound, at the dearest candidate it may reach.</summary>
/// <remarks>
/// Provable means more than likely: every byte of the ask a prompt token, or the model's whole window where the ask is more than its bytes; the completion as the ask bounds it, or the model where the ask
/// does not; counted the dearest way. It is for money alone: windows of tokens are held by what is likely.
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
            money = Math.Max(money, NanoUsd(exchange, candidate.Model, pricing, isProvable));
            tokens = Math.Max(tokens, Input(exchange, candidate.Model, isProvable: false) + Output(exchange, candidate.Model, isProvable: false));
        }

        return new Claim(money, tokens);
    }

    /// <summary>What the ask may cost on one model, in 10⁻⁹ USD.</summary>
    public static long NanoUsd(Exchange exchange, ModelEntry model, IPricing pricing, bool isProvable) =>
        pricing.Estimate(model, exchange.StartedAt, Input(exchange, model, isProvable), Output(exchange, model, isProvable), isProvable) ?? 0;

    /// <summary>Bound on the completion of an ask on a model, all its choices together.</summary>
    public static long Output(Exchange exchange, ModelEntry model, bool isProvable)
    {
        if (exchange.Operation != Operation.Chat)
        {
            return 0;
        }

        var lens = exchange.Ask.Lens;
        var unstated = isProvable ? model.MaxOutput ?? 0 : Math.Min(model.MaxOutput ?? UnstatedOutput, UnstatedOutput);
        return Math.Clamp(lens.Choices, 1, 128) * (lens.MaxOutputTokens ?? unstated);
    }

    /// <summary>Whether a prompt may take more tokens than it has bytes: what it names is read elsewhere, or rendered.</summary>
    public static bool IsMoreThanBytes(AskLens lens) => lens.Images > 0 || lens.HasInputElsewhere || (lens.Needs & AskNeeds.Pdf) != 0;

    private static long Input(Exchange exchange, ModelEntry model, bool isProvable)
    {
        if (exchange.Operation == Operation.CountTokens)
        {
            return 0;
        }

        var lens = exchange.Ask.Lens;
        return !isProvable ? (long)Math.Ceiling(lens.EstimatedInputTokens * 1.1)
            : IsMoreThanBytes(lens) ? Math.Max(exchange.Ask.Bytes.Length, model.Context ?? 0)
            : exchange.Ask.Bytes.Length;
    }
}
