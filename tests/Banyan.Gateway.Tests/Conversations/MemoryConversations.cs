using Banyan.Gateway.Conversations;

namespace Banyan.Gateway.Tests.Conversations;

/// <summary>Conversations in memory, for tests of what is done with them.</summary>
internal sealed class MemoryConversations : IKeptConversations
{
    private readonly Dictionary<Guid, (KeptConversation Conversation, List<KeptMessage> Messages)> _kept = [];

    /// <summary>When the last sweep looked.</summary>
    public DateTimeOffset? Swept { get; private set; }

    public KeptConversation Conversation(Guid id) => _kept[id].Conversation;

    /// <summary>A conversation of many messages, each about a hundred tokens long.</summary>
    public async Task<(KeptConversation Conversation, IReadOnlyList<KeptMessage> Messages)> BeginAsync(int messages)
    {
        _kept[Talks.Empty.Id] = (Talks.Empty, []);
        return (Talks.Empty, await GrowAsync(Talks.Empty.Id, messages));
    }

    public Task<IReadOnlyList<KeptMessage>> GrowAsync(Guid id, int more)
    {
        var talk = _kept[id].Messages;
        for (var i = 0; i < more; i++)
        {
            talk.Add(Talks.Kept(talk.Count + 1, Talks.User($"message {talk.Count + 1} {new string('x', 400)}")));
        }

        return Task.FromResult<IReadOnlyList<KeptMessage>>([.. talk]);
    }

    public Task<KeptConversation> CreateAsync(ConversationHolder holder, NewConversation fresh, CancellationToken cancellationToken)
    {
        var made = new KeptConversation(Guid.CreateVersion7(fresh.At)) { User = holder.User, Metadata = fresh.Metadata, CreatedAt = fresh.At, UpdatedAt = fresh.At, ExpiresAt = fresh.ExpiresAt };
        _kept[made.Id] = (made, []);
        return Task.FromResult(made);
    }

    public Task<KeptConversation?> FindAsync(ConversationHolder holder, Guid id, CancellationToken cancellationToken) =>
        Task.FromResult(_kept.TryGetValue(id, out var kept) ? kept.Conversation : null);

    public Task<IReadOnlyList<KeptConversation>> ListAsync(ConversationHolder holder, ListPlace? after, int first, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KeptConversation>>([.. _kept.Values.Select(kept => kept.Conversation).Take(first)]);

    public Task<IReadOnlyList<KeptMessage>> MessagesAsync(ConversationHolder holder, Guid id, int? before, int last, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KeptMessage>>([.. _kept[id].Messages.Where(message => message.Sequence < (before ?? int.MaxValue)).TakeLast(last)]);

    public Task<Appended> AppendAsync(ConversationHolder holder, Guid id, IReadOnlyList<NewMessage> messages, Appending terms, CancellationToken cancellationToken)
    {
        var (conversation, talk) = _kept[id];
        if (talk.Count + messages.Count > terms.MostMessages)
        {
            return Task.FromResult(new Appended(conversation, [], IsFull: true));
        }

        KeptMessage[] added = [.. messages.Select((message, index) => Talks.Kept(talk.Count + index + 1, message.Turn))];
        talk.AddRange(added);
        conversation = conversation with { Messages = talk.Count, ExpiresAt = terms.ExpiresAt, Tokens = conversation.Tokens + terms.Tokens };
        _kept[id] = (conversation, talk);
        return Task.FromResult(new Appended(conversation, added));
    }

    public Task<bool> SummariseAsync(ConversationHolder holder, Guid id, string summary, int upTo, int knownUpTo, CancellationToken cancellationToken)
    {
        var (conversation, talk) = _kept[id];
        if (conversation.SummaryUpTo != knownUpTo)
        {
            return Task.FromResult(false);
        }

        _kept[id] = (conversation with { Summary = summary, SummaryUpTo = upTo }, talk);
        return Task.FromResult(true);
    }

    public Task<bool> DeleteAsync(ConversationHolder holder, Guid id, CancellationToken cancellationToken) => Task.FromResult(_kept.Remove(id));

    public Task<int> ExpireAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        Swept = now;
        Guid[] over = [.. _kept.Where(kept => kept.Value.Conversation.ExpiresAt <= now).Select(kept => kept.Key).Take(most)];
        foreach (var id in over)
        {
            _kept.Remove(id);
        }

        return Task.FromResult(over.Length);
    }
}
