using Banyan.Intents.Answering;
using Banyan.Intents.Memory;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>The concerns a message passes, in the order it passes them.</summary>
internal sealed record FlowParts(ConversationMemory Memory, IPlanner Planner, IRunner Runner, Answerer Answerer)
{
    /// <summary>Journals of runs.</summary>
    public required IJournalStore Journal { get; init; }

    /// <summary>What the backends can do.</summary>
    public required IIntentCatalogue Catalogue { get; init; }

    /// <summary>What people ask for, for the board.</summary>
    public required IDemand Demand { get; init; }

    /// <summary>Settings in force.</summary>
    public required IIntentSettings Settings { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>A message's budget.</summary>
    public RunBudget NewBudget()
    {
        var limits = Settings.Current.Limits;
        return new RunBudget(limits.ModelCalls, limits.Tokens, limits.Usd);
    }
}
