using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing;

/// <summary>Says what a model lacks for an ask.</summary>
internal static class Eligibility
{
    private const int UnstatedReserve = 4096;

    /// <summary>Why the model can't answer; null when it can.</summary>
    public static Lack? Of(ModelEntry model, Exchange exchange)
    {
        var lens = exchange.Ask.Lens;
        if (model.IsDisabled)
        {
            return new Lack(LackKind.Off, "is disabled");
        }

        if (!model.Provider.IsConfigured)
        {
            return new Lack(LackKind.Off, model.Provider.IsEnabled ? "has a provider without a key" : "has a provider that is switched off");
        }

        if (model.Provider.IsDraining)
        {
            return new Lack(LackKind.Off, "has a provider that is draining");
        }

        if (model.PriceAt(exchange.StartedAt) is null && exchange.Catalog.BlocksUnpriced)
        {
            return new Lack(LackKind.Unpriced, "has no price");
        }

        var missing = Needed(lens.Needs | exchange.Requires, exchange.Operation) & ~model.Can;
        if (model.IsDeclared && missing != AskNeeds.None)
        {
            return new Lack(LackKind.Capability, null) { Missing = missing };
        }

        return Length(model, lens, exchange.Operation);
    }

    /// <summary>Output tokens room is kept for: the caller's bound, else the model's own up to 4,096.</summary>
    public static long Reserve(ModelEntry model, AskLens lens) => lens.MaxOutputTokens ?? Math.Min(model.MaxOutput ?? UnstatedReserve, UnstatedReserve);

    /// <summary>What an operation needs; streaming is never a reason to refuse, and reasoning asked of a model without it is dropped and named.</summary>
    private static AskNeeds Needed(AskNeeds needs, Operation operation) =>
        (operation == Operation.Embed ? AskNeeds.Embeddings : needs & ~AskNeeds.Embeddings)
        & ~(AskNeeds.Streaming | AskNeeds.Reasoning | AskNeeds.PromptCache | AskNeeds.ParallelTools);

    private static Lack? Length(ModelEntry model, AskLens lens, Operation operation)
    {
        if (operation != Operation.Chat || model.Context is not { } window)
        {
            return null;
        }

        if (model.MaxOutput is { } most and > 0 && lens.MaxOutputTokens > most)
        {
            return new Lack(LackKind.Capability, null) { Bound = most };
        }

        var (input, reserve) = (lens.EstimatedInputTokens, Reserve(model, lens));
        return (input * 1.05) + reserve > window ? new Lack(LackKind.Length, null) { Bound = window, Input = input, Output = reserve } : null;
    }
}
