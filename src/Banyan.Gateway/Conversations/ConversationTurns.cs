using System.Collections.Concurrent;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Conversations;

/// <summary>One generation at a time for each conversation: in order of arrival on this node, by lease across nodes. Thread-safe.</summary>
public sealed class ConversationTurns(ILeases leases, TimeProvider time)
{
    private const int MostWaiting = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(string Tenant, Guid Id), ConversationLine> _lines = new();

    /// <summary>Waits for the turn: at most 30 s, behind at most 8 others on this node.</summary>
    /// <returns>What holds the turn until it is disposed; null when it did not come.</returns>
    /// <exception cref="StoreAwayException">The store can't be reached.</exception>
    public async Task<IAsyncDisposable?> EnterAsync(string tenant, Guid conversation, CancellationToken cancellationToken)
    {
        var line = Join((tenant, conversation));
        if (line is null)
        {
            return null;
        }

        var turn = new ConversationTurn(leases, time, line, () => _lines.TryRemove(KeyValuePair.Create((tenant, conversation), line)));
        try
        {
            if (await turn.WaitAsync(tenant, conversation, Patience, cancellationToken))
            {
                return turn;
            }
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }

        await turn.DisposeAsync();
        return null;
    }

    private ConversationLine? Join((string Tenant, Guid Id) key)
    {
        while (true)
        {
            var line = _lines.GetOrAdd(key, static _ => new ConversationLine(MostWaiting));
            switch (line.Join())
            {
                case LineEntry.In:
                    return line;
                case LineEntry.Full:
                    return null;
                case LineEntry.Closed:
                    _lines.TryRemove(KeyValuePair.Create(key, line));
                    break;
            }
        }
    }
}
