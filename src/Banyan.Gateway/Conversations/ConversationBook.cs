using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Conversations;

/// <summary>Conversations as callers use them: made, added to, read, listed, erased. Other people's are not found.</summary>
/// <remarks>Members throw <see cref="StoreAwayException"/> while the store can't be reached.</remarks>
public sealed class ConversationBook(IKeptConversations store, ICatalog catalog, IChangeNotices notices, TimeProvider time)
{
    private const int MostMetadata = 16 * 1024;

    /// <summary>Topic of the notices that something was said; their text is the tenant and the conversation's id with a slash between.</summary>
    public const string Topic = "conversations";

    /// <summary>Makes one.</summary>
    /// <param name="holder">Whose.</param>
    /// <param name="metadata">What the service notes: a JSON object of at most 16 KB; null for nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(KeptConversation? Made, Failure? Refused)> CreateAsync(ConversationHolder holder, string? metadata, CancellationToken cancellationToken)
    {
        if (metadata is not null && (metadata.Length > MostMetadata || !IsObject(metadata)))
        {
            return (null, ConversationFailures.Wrong("metadata is not a JSON object of at most 16 KB.", "metadata"));
        }

        var now = time.GetUtcNow();
        return (await store.CreateAsync(holder, new NewConversation(metadata ?? "{}", now, now + Policy.Life), cancellationToken), null);
    }

    /// <summary>Finds one; null when there is none of this id for this holder, or its time is over.</summary>
    public async Task<KeptConversation?> FindAsync(ConversationHolder holder, Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync(holder, id, cancellationToken) is { } found && found.ExpiresAt > time.GetUtcNow() ? found : null;

    /// <summary>Lists some, the one something was last said in first.</summary>
    public async Task<IReadOnlyList<KeptConversation>> ListAsync(ConversationHolder holder, ListPlace? after, int first, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return [.. (await store.ListAsync(holder, after, first, cancellationToken)).Where(one => one.ExpiresAt > now)];
    }

    /// <summary>Reads the latest messages in order, or those before one.</summary>
    public Task<IReadOnlyList<KeptMessage>> MessagesAsync(ConversationHolder holder, Guid id, int? before, int last, CancellationToken cancellationToken) =>
        store.MessagesAsync(holder, id, before, last, cancellationToken);

    /// <summary>Adds messages, all or none, and lets the conversation live on.</summary>
    public async Task<(Appended? Added, Failure? Refused)> AddAsync(ConversationHolder holder, Guid id, IReadOnlyList<NewMessage> messages, Spending spending, CancellationToken cancellationToken)
    {
        if (MessageCheck.Find(messages) is { } wrong)
        {
            return (null, wrong);
        }

        if (await FindAsync(holder, id, cancellationToken) is null)
        {
            return (null, ConversationFailures.NotFound);
        }

        var now = time.GetUtcNow();
        var terms = new Appending(now, now + Policy.Life, Policy.MaxMessages) { Tokens = spending.Tokens, CostNanoUsd = spending.CostNanoUsd, Truncations = spending.Truncations };
        var added = await store.AppendAsync(holder, id, messages, terms, cancellationToken);
        if (added.Conversation is null)
        {
            return (null, ConversationFailures.NotFound);
        }

        if (added.IsFull)
        {
            return (null, ConversationFailures.Full(Policy.MaxMessages));
        }

        await notices.TellAsync(Topic, $"{holder.Tenant}/{id:D}", cancellationToken);
        return (added, null);
    }

    /// <summary>Erases one with its messages.</summary>
    /// <returns>False when there was none.</returns>
    public Task<bool> DeleteAsync(ConversationHolder holder, Guid id, CancellationToken cancellationToken) => store.DeleteAsync(holder, id, cancellationToken);

    private ConversationPolicy Policy => catalog.Current.Conversations;

    private static bool IsObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
