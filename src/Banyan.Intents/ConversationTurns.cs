using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>One writer for each conversation: in order of arrival on this node, by lease across nodes. Thread-safe.</summary>
internal sealed class ConversationTurns(ILeases leases, IIntentSettings settings, TimeProvider time)
{
    /// <summary>Whoever was told the answer is told a moment before its writer has left.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, ConversationLine> _lines = new(StringComparer.Ordinal);

    /// <summary>Whether another message may still wait. A full line is given a moment in which somebody may leave.</summary>
    public async ValueTask<bool> HasRoomAsync(string tenant, Guid conversation, CancellationToken cancellationToken)
    {
        if (!_lines.TryGetValue(Key(tenant, conversation), out var line))
        {
            return true;
        }

        var left = line.Left;
        if (line.Standing > settings.Current.Limits.Queue)
        {
            await left.WaitAsync(Moment, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return line.Standing <= settings.Current.Limits.Queue;
    }

    /// <summary>Stands in line at once, so that order is the order of calls.</summary>
    public ConversationPlace Join(string tenant, Guid conversation)
    {
        var key = Key(tenant, conversation);
        while (true)
        {
            var line = _lines.GetOrAdd(key, static _ => new ConversationLine());
            if (line.TryJoin(out var before, out var mine))
            {
                return new ConversationPlace(leases, time, new PlaceInLine(tenant, conversation, settings.Current.Limits.QueueWait, before), () => Leave(key, line, mine));
            }

            _lines.TryRemove(KeyValuePair.Create(key, line));
        }
    }

    private static string Key(string tenant, Guid conversation) => tenant + "/" + conversation.ToString("D");

    private void Leave(string key, ConversationLine line, TaskCompletionSource mine)
    {
        mine.TrySetResult();
        if (line.Leave())
        {
            _lines.TryRemove(KeyValuePair.Create(key, line));
        }
    }
}
