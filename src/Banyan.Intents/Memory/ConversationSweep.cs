using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Memory;

/// <summary>Erases conversations whose time is over, once an hour.</summary>
internal sealed partial class ConversationSweep(IConversationStore store, TimeProvider time, ILogger<ConversationSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                var gone = await store.ExpireAsync(time.GetUtcNow(), stoppingToken);
                if (gone > 0)
                {
                    LogErased(gone);
                }
            }
            catch (StoreAwayException away)
            {
                LogAway(away);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventId = 5101, EventName = "conversations_erased", Level = LogLevel.Information, Message = "{Count} conversations had expired and were erased.")]
    private partial void LogErased(int count);

    [LoggerMessage(EventId = 5102, EventName = "conversations_not_erased", Level = LogLevel.Warning, Message = "Expired conversations could not be erased; it is tried again in an hour.")]
    private partial void LogAway(Exception away);
}
