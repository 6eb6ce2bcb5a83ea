using Banyan.Gateway.Prompts.Store;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Prompts.Shelf;

/// <summary>Runs a change and spreads it: this node looks at once, the others are told.</summary>
internal sealed partial class PromptSpread(PromptShelf shelf, IChangeNotices notices, ILogger<PromptSpread> log)
{
    /// <summary>Runs a change of a tenant's prompts.</summary>
    public async Task<PromptResult<T>> RunAsync<T>(string tenant, Func<Task<PromptResult<T>>> work, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var result = await work();
            if (result.Failure is null)
            {
                await TellAsync(tenant, cancellationToken);
            }

            return result;
        }
        catch (StoreAwayException)
        {
            return PromptFailures.Away;
        }
    }

    /// <summary>A prompt's active version as the store has it now; null when none is.</summary>
    public async Task<VersionHead?> ActiveAsync(string tenant, Guid promptId, CancellationToken cancellationToken)
    {
        await shelf.RefreshAsync(cancellationToken);
        return shelf.Of(tenant).Active(promptId);
    }

    // It is written: what fails here comes right within a second by itself.
    private async Task TellAsync(string tenant, CancellationToken cancellationToken)
    {
        try
        {
            await shelf.RefreshAsync(cancellationToken);
            await notices.TellAsync(PromptRefresh.Topic, tenant, cancellationToken);
        }
        catch (StoreAwayException away)
        {
            LogUntold(log, away);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A change of prompts could not be told to other nodes; they find it by themselves")]
    private static partial void LogUntold(ILogger logger, Exception away);
}
