using Banyan.Gateway.Routing.Choosing;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing;

/// <summary>What an ask needs of a model, read of it once for all candidates; says what one lacks.</summary>
internal readonly struct Eligibility
{
    private const int UnstatedReserve = 4096;

    private static readonly Lack Disabled = new(LackKind.Off, "is disabled"), Keyless = new(LackKind.Off, "has a provider without a key"),
        SwitchedOff = new(LackKind.Off, "has a provider that is switched off"), Draining = new(LackKind.Off, "has a provider that is draining"), Unpriced = new(LackKind.Unpriced, "has no price");

    private readonly AskLens _lens;
    private readonly AskNeeds _needs;
    private readonly int _leastContext;
    private readonly int _input;
    private readonly bool _isChat;
    private readonly bool _wantsPrice;
    private readonly long _at;

    public Eligibility(Exchange exchange)
    {
        _lens = exchange.Ask.Lens;
        _needs = Needed(_lens.Needs, exchange.Operation) | exchange.Requires;
        _leastContext = exchange.LeastContext;
        _input = _lens.EstimatedInputTokens;
        _isChat = exchange.Operation == Operation.Chat;
        _wantsPrice = exchange.Catalog.BlocksUnpriced;
        _at = exchange.StartedAt.UtcTicks;
    }

    /// <summary>Why the model can't answer; null when it can.</summary>
    public Lack? Of(RouteTarget target)
    {
        if (target.Off is { } off)
        {
            return off;
        }

        if (_wantsPrice && !target.IsPriced(_at))
        {
            return Unpriced;
        }

        var missing = _needs & ~target.Can;
        return missing != AskNeeds.None ? new Lack(LackKind.Capability, null) { Missing = missing } : _isChat ? Length(target.Model) : null;
    }

    /// <summary>Why a model can't answer any ask, as its configuration stands; null when it may.</summary>
    public static Lack? Off(ModelEntry model) => model switch
    {
        { IsDisabled: true } => Disabled,
        { Provider: { IsConfigured: false, IsEnabled: true } } => Keyless,
        { Provider.IsConfigured: false } => SwitchedOff,
        { Provider.IsDraining: true } => Draining,
        _ => null,
    };

    /// <summary>Output tokens room is kept for: the caller's bound, else the model's own up to 4,096.</summary>
    public static long Reserve(ModelEntry model, AskLens lens) => lens.MaxOutputTokens ?? Math.Min(model.MaxOutput ?? UnstatedReserve, UnstatedReserve);

    /// <summary>What an operation needs; streaming is never a reason to refuse, and reasoning asked of a model without it is dropped and named. What is required in so many words is not weighed so.</summary>
    private static AskNeeds Needed(AskNeeds needs, Operation operation) =>
        (operation == Operation.Embed ? AskNeeds.Embeddings : needs & ~AskNeeds.Embeddings)
        & ~(AskNeeds.Streaming | AskNeeds.Reasoning | AskNeeds.PromptCache | AskNeeds.ParallelTools);

    private Lack? Length(ModelEntry model)
    {
        if (model.Context is not { } window)
        {
            return null;
        }

        if (window < _leastContext)
        {
            return new Lack(LackKind.Capability, null) { Bound = window, Asked = _leastContext };
        }

        if (model.MaxOutput is { } most and > 0 && _lens.MaxOutputTokens > most)
        {
            return new Lack(LackKind.Capability, null) { Bound = most };
        }

        var reserve = Reserve(model, _lens);
        return (_input * 1.05) + reserve > window ? new Lack(LackKind.Length, null) { Bound = window, Input = _input, Output = reserve } : null;
    }
}
