using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Spine;

/// <summary>One ask and its answer, arrival to settlement. Passed explicitly; one thread of control.</summary>
public sealed class Exchange
{
    /// <summary>Identity; also <c>x-request-id</c>.</summary>
    public required ExchangeId Id { get; init; }

    /// <summary>The exchange that made this one, as the first turn of a tool loop makes the later ones; null for a caller's own.</summary>
    public ExchangeId? ParentId { get; init; }

    /// <summary>Who asks.</summary>
    public required Caller Caller { get; init; }

    /// <summary>Which door it came through, as <c>openai-chat</c>.</summary>
    public required string Door { get; init; }

    /// <summary>What is asked for.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The configuration it began with, pinned for life.</summary>
    public required CatalogSnapshot Catalog { get; init; }

    /// <summary>When it must have ended.</summary>
    public required Deadline Deadline { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it arrived, on the monotonic clock.</summary>
    public required long StartTimestamp { get; init; }

    /// <summary>The ask as it arrived, or as edited since.</summary>
    public required WireBody Ask { get; set; }

    /// <summary>The caller's headers that an upstream of the same dialect may see (<c>anthropic-version</c>, <c>anthropic-beta</c>).</summary>
    public WireHeaders Headers { get; init; } = WireHeaders.None;

    /// <summary>Whether a translation that would drop anything is refused.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Fallbacks the caller named: null for the configured ones, empty for none.</summary>
    public IReadOnlyList<string>? Fallbacks { get; init; }

    /// <summary>W3C trace context the caller sent; null when none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The prompt it was composed from; null when it came as it is.</summary>
    public PromptUse? Prompt { get; init; }

    /// <summary>What a model must be able to do beyond what the ask shows.</summary>
    public AskNeeds Requires { get; init; }

    /// <summary>Tokens a model's window must hold whatever the ask itself needs; 0 for no such bound.</summary>
    public int LeastContext { get; init; }

    /// <summary>What its composer notes for the record; null when it came as it is.</summary>
    public Composition? Composed { get; init; }

    /// <summary>Ranked by Route: best first.</summary>
    public IReadOnlyList<Candidate> Candidates { get; set; } = [];

    /// <summary>How the candidates were found; null before Route.</summary>
    public RouteDecision? Decision { get; set; }

    /// <summary>Whether a second candidate is asked when the first is slow to begin. Set by Route.</summary>
    public bool IsHedged { get; set; }

    /// <summary>Whether it runs in emergency direct mode: the named model answers, without cache or limits, and budgets only count. Set by Admit.</summary>
    public bool IsDirect { get; set; }

    /// <summary>What is held for it so far; nothing before Budget.</summary>
    internal Claim Held { get; set; }

    /// <summary>What is left in the tightest of its budgets with its own reservation counted, in 10⁻⁹ USD; null when it has none.</summary>
    public long? BudgetLeftNanoUsd { get; set; }

    /// <summary>The slice of its budgets that it holds of, where nodes share their counters: its rows in the ledger tell it.</summary>
    internal Guid? BudgetSlice { get; set; }

    /// <summary>The model or alias it goes on with since a budget is spent; null when it goes where it was asked to.</summary>
    public string? DegradedTo { get; set; }

    /// <summary>What is tried; set only on a fork.</summary>
    public Candidate? Candidate { get; private init; }

    /// <summary>The attempt under way; set only on a fork.</summary>
    public Attempt? Attempt { get; private init; }

    /// <summary>Every attempt so far, shared with the forks.</summary>
    public List<Attempt> Attempts { get; private init; } = [];

    /// <summary>Pictures fetched for it, shared with the forks.</summary>
    public ExchangePictures Pictures { get; private init; } = new();

    /// <summary>The rate limits it met, shared with the forks; null while it met none.</summary>
    public ExchangeLimits? Limits { get; set; }

    /// <summary>Later model calls for the same answer, in order: the turns of a tool loop.</summary>
    public List<Exchange> Followed { get; } = [];

    /// <summary>Calls Banyan ran for the same answer, in the order they were made.</summary>
    public List<RanCall> Ran { get; } = [];

    /// <summary>Makes the exchange of a later model call for the same answer: same caller and deadline, attempts of its own.</summary>
    public Exchange Follow(WireBody ask, TimeProvider time)
    {
        var next = new Exchange
        {
            Id = ExchangeId.New(time),
            ParentId = Id,
            Caller = Caller,
            Door = Door,
            Operation = Operation,
            Catalog = Catalog,
            Deadline = Deadline,
            StartedAt = time.GetUtcNow(),
            StartTimestamp = time.GetTimestamp(),
            Ask = ask,
            Headers = Headers,
            IsStrict = IsStrict,
            Fallbacks = Fallbacks,
            TraceParent = TraceParent,
            Requires = Requires,
            LeastContext = LeastContext,
            Pictures = Pictures,
        };
        Followed.Add(next);
        return next;
    }

    /// <summary>Makes the exchange one attempt runs on: same ask, one candidate.</summary>
    public Exchange Fork(Attempt attempt) => new()
    {
        Id = Id,
        ParentId = ParentId,
        Caller = Caller,
        Door = Door,
        Operation = Operation,
        Catalog = Catalog,
        Deadline = Deadline,
        StartedAt = StartedAt,
        StartTimestamp = StartTimestamp,
        Ask = Ask,
        Headers = Headers,
        IsStrict = IsStrict,
        Fallbacks = Fallbacks,
        TraceParent = TraceParent,
        Prompt = Prompt,
        Requires = Requires,
        LeastContext = LeastContext,
        Composed = Composed,
        Candidates = Candidates,
        Decision = Decision,
        BudgetSlice = BudgetSlice,
        Candidate = attempt.Candidate,
        Attempt = attempt,
        Attempts = Attempts,
        Pictures = Pictures,
        Limits = Limits,
    };
}
