using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Composing;

/// <summary>Makes the exchange of a composed completion.</summary>
internal static class CompletionExchange
{
    /// <summary>Makes it; nothing is sent by that.</summary>
    public static Exchange Make(Prompted prompted, CatalogSnapshot snapshot, Guid id, Composed composed, TimeSpan left, bool streams, TimeProvider time) => new()
    {
        Id = new ExchangeId(id),
        Caller = prompted.Ask.Caller,
        Door = prompted.Ask.Door,
        Operation = Operation.Chat,
        Catalog = snapshot,
        Deadline = Deadline.After(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), time),
        StartedAt = time.GetUtcNow(),
        StartTimestamp = time.GetTimestamp(),
        Ask = (prompted.Ask.Options with { Model = prompted.Ask.Model, Turns = composed.History.Turns, Tools = prompted.Ask.ClientTools, Streams = streams }).ToBody(),
        Fallbacks = prompted.Ask.Fallbacks,
        TraceParent = prompted.Ask.TraceParent,
        Prompt = prompted.Use,
        Requires = prompted.Ask.Requires | (prompted.Use?.Requires ?? AskNeeds.None),
        LeastContext = prompted.Use?.LeastContext ?? 0,
        Composed = new Composition
        {
            ConversationId = composed.Conversation?.Id,
            Tags = prompted.Ask.Tags,
            Metadata = prompted.Ask.Metadata,
            IdempotencyKey = prompted.Ask.IdempotencyKey is { } key ? KeyHash.Of(key) : null,
        },
    };
}
