using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Holding;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.Stepping;
using Banyan.Intents.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Running;

/// <summary>Carries on runs whose node is gone, and ends those whose confirmation is over. Every node does it; the lease says which one gets a run.</summary>
internal sealed partial class RunRecovery(IRunner runner, IRunContinuation continuation, StepParts work, ILogger<RunRecovery> log) : BackgroundService
{
    private const int AtOnce = 20;
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);
    private readonly HoldParts _parts = work.Hold;
    private readonly long _since = work.Hold.Time.GetTimestamp();

    /// <summary>Carries on what is abandoned now.</summary>
    /// <returns>How many runs were carried on.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        // Right after a start nothing may be known of any backend yet: what a run wants would seem to be gone.
        if (work.Catalogue.Current.Intents.Count == 0 && _parts.Time.GetElapsedTime(_since) < LongestStart)
        {
            return count;
        }

        foreach (var run in await _parts.Journal.ReadAbandonedAsync(_parts.Now(), AtOnce, cancellationToken))
        {
            count += await TryOneAsync(run, cancellationToken) ? 1 : 0;
        }

        return count;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_parts.Options.RecoverEvery, _parts.Time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (StoreAwayException away)
            {
                LogAway(log, away.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TryOneAsync(JournalRun run, CancellationToken cancellationToken)
    {
        // The conversation's writer first: a message that is being worked on there comes before.
        if (await _parts.Leases.TryTakeAsync(run.Tenant, RunNames.Conversation(run.ConversationId), _parts.Options.LeaseLife, cancellationToken) is not { } conversation)
        {
            return false;
        }

        try
        {
            return await CarryOnAsync(run, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failed) when (failed is not OperationCanceledException and not StoreAwayException)
        {
            LogFailed(log, failed, run.Id);
            return false;
        }
        finally
        {
            await _parts.LetGoAsync(conversation);
        }
    }

    private async Task<bool> CarryOnAsync(JournalRun run, CancellationToken cancellationToken)
    {
        await using var hold = await runner.TakeAsync(run.Tenant, run.Id, cancellationToken);
        if (hold is null)
        {
            return false;
        }

        var limits = work.Settings.Current.Limits;
        var budget = new RunBudget(limits.ModelCalls, limits.Tokens, limits.Usd);
        budget.Carry(hold.State.Open);
        var outcome = hold.State.Pin is null ? null : await runner.ResumeAsync(hold, budget, cancellationToken);
        await continuation.FinishAsync(hold, outcome, budget, cancellationToken);
        LogCarriedOn(log, run.Id);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} was carried on after its node had left it")]
    private static partial void LogCarriedOn(ILogger logger, string runId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {RunId} could not be carried on; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception failed, string runId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Runs can't be looked after: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
