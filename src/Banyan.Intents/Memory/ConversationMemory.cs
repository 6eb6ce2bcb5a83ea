using Banyan.Intents.Spine;

namespace Banyan.Intents.Memory;

/// <summary>What a conversation may recall: itself in full within bounds, its person's earlier ones by title, day and ids.</summary>
internal sealed class ConversationMemory(IConversationStore store, IIntentSettings settings, TimeProvider time)
{
    private const int MostEntities = 50;
    private const int MostPastTokens = 600;
    private const int CharactersPerToken = 4;

    /// <summary>Whose conversations a person's are.</summary>
    public static ConversationOwner OwnerOf(Subject subject) => new(subject.Tenant, subject.Id);

    /// <summary>What a planner may see.</summary>
    public async Task<ConversationView> ViewAsync(Subject subject, Guid id, OpenTurn open, CancellationToken cancellationToken)
    {
        var (owner, bounds) = (OwnerOf(subject), settings.Current.Memory);
        var messages = await store.MessagesAsync(owner, id, bounds.Messages, cancellationToken);
        var entities = await store.EntitiesAsync(owner, id, MostEntities, cancellationToken);
        var latest = bounds.Past == 0 ? [] : await store.ListAsync(owner, null, bounds.Past + 1, cancellationToken);
        return new ConversationView(
            Within(messages, bounds.Tokens),
            [.. entities.Select(thing => new SpokenEntity(thing.Kind, thing.Id, thing.Label, thing.IsOwned, thing.At))],
            await PastAsync(owner, [.. latest.Where(one => one.Id != id)], bounds, cancellationToken),
            open.Draft)
        {
            Used = latest.FirstOrDefault(one => one.Id == id)?.Intents ?? [],
        };
    }

    /// <summary>What waits for the user's words.</summary>
    public async Task<OpenTurn> OpenAsync(Subject subject, Guid id, CancellationToken cancellationToken) =>
        OpenTurnJson.Read(await store.OpenStateAsync(OwnerOf(subject), id, cancellationToken));

    /// <summary>Keeps what waits, and the things spoken of.</summary>
    public Task KeepAsync(Subject subject, Guid id, OpenTurn open, IReadOnlyList<KeptEntity> spokenOf, CancellationToken cancellationToken) =>
        store.SaveStateAsync(OwnerOf(subject), id, OpenTurnJson.Write(open), spokenOf, cancellationToken);

    /// <summary>Keeps a message; writing it twice changes nothing.</summary>
    /// <returns>Null when the person has no such conversation.</returns>
    public Task<StoredMessage?> AppendAsync(Subject subject, Guid id, SaidMessage said, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var message = new NewMessage
        {
            Role = said.Role,
            ClientMessageId = said.ClientMessageId,
            Text = said.Text,
            RunId = said.RunId,
            Intents = said.Intents,
            At = now,
            ExpiresAt = now.AddDays(settings.Current.Memory.KeepDaysOf(subject.Tenant)),
        };
        return store.AppendAsync(OwnerOf(subject), id, message, cancellationToken);
    }

    /// <summary>The latest messages that fit; the last one always does.</summary>
    private static List<SpokenMessage> Within(IReadOnlyList<StoredMessage> messages, int tokens)
    {
        var left = tokens * CharactersPerToken;
        var kept = new List<SpokenMessage>();
        for (var i = messages.Count - 1; i >= 0 && (left >= messages[i].Text.Length || kept.Count == 0); i--)
        {
            left -= messages[i].Text.Length;
            kept.Add(new SpokenMessage(messages[i].Role, messages[i].Text, messages[i].At));
        }

        kept.Reverse();
        return kept;
    }

    private async Task<IReadOnlyList<PastConversation>> PastAsync(ConversationOwner owner, IReadOnlyList<Conversation> others, MemorySettings bounds, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow().AddDays(-bounds.PastDays);
        var past = new List<PastConversation>();
        var left = MostPastTokens * CharactersPerToken;
        foreach (var earlier in others.Where(one => one.UpdatedAt >= oldest && one.Title is not null).Take(bounds.Past))
        {
            var things = await store.EntitiesAsync(owner, earlier.Id, 10, cancellationToken);
            var told = new PastConversation(earlier.Title!, DateOnly.FromDateTime(earlier.UpdatedAt.UtcDateTime), earlier.Intents, [.. things.Select(thing => thing.Id)]);
            left -= told.Title.Length + told.Intents.Sum(key => key.Length) + told.Entities.Sum(thing => thing.Length);
            if (left < 0)
            {
                break;
            }

            past.Add(told);
        }

        return past;
    }
}
