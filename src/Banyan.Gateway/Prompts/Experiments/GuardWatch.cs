using Banyan.Gateway.Prompts.Shelf;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>Takes arms out that harm: their buckets go to the control, and with only the control left the experiment ends.</summary>
/// <remarks>Every node looks. Of two that see the same the second finds the experiment changed, and does nothing.</remarks>
internal sealed partial class GuardWatch(PromptShelf shelves, IExperiments experiments, TimeProvider time, ILogger<GuardWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private const string Name = "guard rails";

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var experiment in shelves.Running())
        {
            var reading = await experiments.ReadAsync(experiment, cancellationToken);
            var rails = GuardRails.Read(experiment.Guardrails);
            var control = experiment.Variants.First(variant => variant.IsControl);
            foreach (var arm in experiment.Variants.Where(variant => !variant.IsControl && variant.Weight > 0))
            {
                if (rails.Breach(control.Name, arm.Name, reading.Results) is { } why)
                {
                    await TakeOutAsync(experiment, control, arm, why, cancellationToken);
                    break;
                }
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogFailed(log, failed);
            }
        }
    }

    private async Task TakeOutAsync(Experiment experiment, ExperimentVariant control, ExperimentVariant arm, string why, CancellationToken cancellationToken)
    {
        var author = new PromptAuthor(experiment.Tenant, Name);
        var isLast = experiment.Variants.Count(variant => !variant.IsControl && variant.Weight > 0) == 1;
        var weights = new Dictionary<string, double>(StringComparer.Ordinal) { [arm.Name] = 0, [control.Name] = control.Weight + arm.Weight };
        var changed = isLast
            ? await experiments.StopAsync(author, experiment.Id, null, $"guard rail: {why}", cancellationToken)
            : await experiments.SetWeightsAsync(author, experiment.Id, weights, cancellationToken);
        if (changed.Failure is null)
        {
            LogTakenOut(log, experiment.Name, why);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Experiment {Experiment}: {Why}; its traffic goes to the control")]
    private static partial void LogTakenOut(ILogger logger, string experiment, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Guard rails of experiments could not be looked at")]
    private static partial void LogFailed(ILogger logger, Exception failed);
}
