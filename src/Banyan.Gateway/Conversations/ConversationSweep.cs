using Banyan.Gateway.Conversations.Responses;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Conversations;

/// <summary>Erases conversations and stored responses whose time is over: every minute, on one node at a time.</summary>
internal sealed partial class ConversationSweep(ConversationStores stores, ILeases leases, TimeProvider time, ILogger<ConversationSweep> log) : BackgroundService
{
    private const int MostAtOnce = 500;
    private const string Everybody = "*", Name = "sweep:kept-conversations";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>Erases what is over, in small transactions.</summary>
    /// <returns>How many were erased; 0 when another node is at it.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (await leases.TryTakeAsync(Everybody, Name, Life, cancellationToken) is not { } lease)
        {
            return 0;
        }

        try
        {
            return await EraseAsync(stores.Conversations.ExpireAsync, lease, cancellationToken) + await EraseAsync(stores.Responses.ExpireAsync, lease, cancellationToken);
        }
        finally
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    private async Task<int> EraseAsync(Func<DateTimeOffset, int, CancellationToken, Task<int>> expire, Lease lease, CancellationToken cancellationToken)
    {
        var (all, gone) = (0, 0);
        do
        {
            gone = await expire(time.GetUtcNow(), MostAtOnce, cancellationToken);
            all += gone;
        }
        while (gone == MostAtOnce && await leases.RenewAsync(lease, Life, cancellationToken));

        return all;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await RunAsync(stoppingToken) is > 0 and var gone)
                {
                    LogErased(gone);
                }
            }
            catch (StoreAwayException away)
            {
                LogAway(away);
            }
        }
    }

    [LoggerMessage(EventId = 3201, EventName = "kept_conversations_erased", Level = LogLevel.Information, Message = "{Count} kept conversations had expired and were erased.")]
    private partial void LogErased(int count);

    [LoggerMessage(EventId = 3202, EventName = "kept_conversations_not_erased", Level = LogLevel.Warning, Message = "Expired conversations could not be erased; it is tried again in a minute.")]
    private partial void LogAway(Exception away);
}

/// <summary>What is swept.</summary>
internal sealed record ConversationStores(IKeptConversations Conversations, IStoredResponses Responses);
