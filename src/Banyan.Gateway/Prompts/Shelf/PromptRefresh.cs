using Banyan.Gateway.Prompts.Seeds;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Prompts.Shelf;

/// <summary>Keeps the shelf up to date: at once when a notice comes, and every second because notices can be lost. A change on any node serves on all within two.</summary>
internal sealed partial class PromptRefresh(PromptShelf shelf, SeedPrompts seeds, IChangeNotices notices, TimeProvider time, ILogger<PromptRefresh> log) : BackgroundService
{
    /// <summary>The topic of notices; their text is the tenant.</summary>
    public const string Topic = "prompts";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _heard = new(0, 1);
    private bool _isBehind;
    private bool _isSeeded;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The first look belongs to the start, so that the first request finds its prompt.
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _heard.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = notices.Listen(Topic, _ => Wake());
        using var timer = new PeriodicTimer(Every, time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var heard = _heard.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(tick, heard);
            await LookAsync(stoppingToken);
            tick = tick.IsCompletedSuccessfully ? timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
            heard = heard.IsCompletedSuccessfully ? _heard.WaitAsync(stoppingToken) : heard;
        }
    }

    private void Wake()
    {
        if (_heard.CurrentCount == 0)
        {
            try
            {
                _heard.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another notice woke it first.
            }
            catch (ObjectDisposedException)
            {
                // It has ended.
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await shelf.RefreshAsync(cancellationToken);
            if (!_isSeeded)
            {
                await seeds.PlantAsync(cancellationToken);
                _isSeeded = true;
            }

            _isBehind = false;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            if (!_isBehind)
            {
                LogStale(log, failed);
            }

            _isBehind = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Prompts can't be read; those known stay in force")]
    private static partial void LogStale(ILogger logger, Exception failed);
}
