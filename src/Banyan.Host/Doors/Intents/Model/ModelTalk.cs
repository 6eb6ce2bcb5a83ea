using System.Security.Cryptography;
using System.Text;
using Banyan.Intents;
using Banyan.Intents.Memory;
using Banyan.Intents.Spine;
using Banyan.Wire.Translation;

namespace Banyan.Host.Doors.Intents.Model;

/// <summary>Finds the kept conversation behind the messages of an ask, and the message's id in it, so that an ask sent twice is one message.</summary>
/// <remarks>
/// A name in <c>x-banyan-conversation</c> or <c>metadata.conversation_id</c> counts. Else the messages themselves do: a message's id is the hash of everything up to it,
/// so the conversation is the one in which the user's message before this one has its id. A first message is new unless the same was sent within ten minutes.
/// </remarks>
internal sealed class ModelTalk(IConversationStore store, IntentViews views, TimeProvider time)
{
    private const string Header = "x-banyan-conversation", IdempotencyHeader = "Idempotency-Key", Metadata = "conversation_id";
    private const int MostLooked = 20, MostKept = 40, MostNameCharacters = 128;
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    /// <summary>Finds the place of the last message.</summary>
    public async Task<TalkPlace> FindAsync(HttpContext http, Subject subject, SpokenAsk spoken, CancellationToken cancellationToken)
    {
        var ids = Hashes(spoken.Turns);
        var sent = Named(http.Request.Headers[IdempotencyHeader]);
        if (Named(http.Request.Headers[Header]) is { } name || (name = Named(spoken.Metadata.GetValueOrDefault(Metadata))) is not null)
        {
            var bound = await views.OpenAsync(subject, name, cancellationToken);
            return new TalkPlace(bound.Id, sent ?? await IdAsync(subject, bound.Id, ids[^1], cancellationToken));
        }

        var before = PreviousUser(spoken.Turns);
        var found = before < 0
            ? sent is null ? await RecentAsync(subject, ids[^1], time.GetUtcNow() - Again, cancellationToken) : null
            : await RecentAsync(subject, ids[before], DateTimeOffset.MinValue, cancellationToken);
        return new TalkPlace(found ?? await BeginAsync(subject, spoken.Turns, ids, sent, cancellationToken), ids[^1]);
    }

    /// <summary>The id of a message in a conversation of its own name: the same words count as the same message for ten minutes.</summary>
    private async Task<string> IdAsync(Subject subject, Guid conversation, string hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        string[] earlier = [hash, $"{hash}.{Window(now)}", $"{hash}.{Window(now) - 1}"];
        foreach (var id in earlier)
        {
            if (await store.MessageAsync(IntentViews.OwnerOf(subject), conversation, id, "user", cancellationToken) is { } there && there.At > now - Again)
            {
                return id;
            }
        }

        return await store.MessageAsync(IntentViews.OwnerOf(subject), conversation, hash, "user", cancellationToken) is null ? hash : earlier[1];
    }

    /// <summary>The latest conversation in which a message of the person was said since an instant.</summary>
    private async Task<Guid?> RecentAsync(Subject subject, string messageId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var owner = IntentViews.OwnerOf(subject);
        foreach (var one in await store.ListAsync(owner, null, MostLooked, cancellationToken))
        {
            if (await store.MessageAsync(owner, one.Id, messageId, "user", cancellationToken) is { } said && said.At > since)
            {
                return one.Id;
            }
        }

        return null;
    }

    /// <summary>Begins a conversation with what the client says was said before. That is the client's word: planners read it, nothing else rests on it.</summary>
    private async Task<Guid> BeginAsync(Subject subject, IReadOnlyList<SpokenTurn> turns, string[] ids, string? sent, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var begun = await views.OpenAsync(subject, sent is null ? $"chat:{ids[^1]}:{Window(now)}" : $"chat:{sent}", cancellationToken);
        for (var i = Math.Max(0, turns.Count - 1 - MostKept); i < turns.Count - 1; i++)
        {
            if (turns[i].Role is "user" or "assistant")
            {
                await views.RecallAsync(subject, begun.Id, turns[i].Role, ids[i], turns[i].Text, cancellationToken);
            }
        }

        return begun.Id;
    }

    /// <summary>For each message the hash of everything up to it.</summary>
    private static string[] Hashes(IReadOnlyList<SpokenTurn> turns)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hashes = new string[turns.Count];
        for (var i = 0; i < turns.Count; i++)
        {
            var text = Encoding.UTF8.GetBytes(turns[i].Text);
            hash.AppendData(Encoding.UTF8.GetBytes($"{turns[i].Role}:{text.Length}:"));
            hash.AppendData(text);
            hashes[i] = Convert.ToHexStringLower(hash.GetCurrentHash());
        }

        return hashes;
    }

    private static int PreviousUser(IReadOnlyList<SpokenTurn> turns)
    {
        var at = turns.Count - 2;
        while (at >= 0 && turns[at].Role != "user")
        {
            at--;
        }

        return at;
    }

    private static long Window(DateTimeOffset at) => at.UtcTicks / Again.Ticks;

    private static string? Named(string? value) => string.IsNullOrWhiteSpace(value) || value.Length > MostNameCharacters ? null : value.Trim();
}
