using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Nodes.Starting;

/// <summary>
/// Writes down what this node has read of the database, and starts from it when the database can't be reached: a copy of at most a day is served as a running
/// node would serve what it read last, for 15 minutes. Keeps no copy where there is no file: a database that no network lies before. Nobody is let in before all parts were read or put back.
/// </summary>
internal sealed partial class LastGoodKeeper(IEnumerable<ILastGoodPart> parts, DoorLatch latch, TimeProvider time, ILogger<LastGoodKeeper> log, ILastGoodFile? file = null) : BackgroundService
{
    private static readonly TimeSpan Looks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstTries = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(24);
    private readonly IReadOnlyList<ILastGoodPart> _parts = [.. parts];
    private long? _wroteAt;
    private bool _isRefused;

    /// <summary>Puts the copy in force when the first look at the database found nothing; before anything is asked.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (file is not null && _parts.All(part => part.Take() is null) && file.Read() is { } content && LastGood.Read(content) is { } last)
        {
            var age = time.GetUtcNow() - last.At;
            if (age < TimeSpan.Zero || age > Oldest)
            {
                LogTooOld(log, last.At);
            }
            else if (await last.RestoreAsync(_parts, age, cancellationToken))
            {
                latch.Open();
                LogStarted(log, last.At);
            }
        }

        TryOpen();
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Keep();
    }

    /// <summary>Writes down what was read, if all of it was and the database is there.</summary>
    internal void Keep()
    {
        if (file is null || LastGood.Take(_parts, time.GetUtcNow()) is not { } last)
        {
            return;
        }

        try
        {
            file.Write(last.Write());
            _wroteAt = time.GetTimestamp();
            _isRefused = false;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            if (!_isRefused)
            {
                LogRefused(log, refused);
            }

            _isRefused = true;
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await OpenAsync(stoppingToken);
        if (file is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(FirstTries, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (_wroteAt is not { } wrote || time.GetElapsedTime(wrote) >= Every)
            {
                Keep();
            }
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Looks, time);
        while (!TryOpen())
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private bool TryOpen()
    {
        if (!latch.IsOpen && _parts.All(part => part.Take() is not null))
        {
            latch.Open();
        }

        return latch.IsOpen;
    }

    [LoggerMessage(EventId = 4101, EventName = "started_from_copy", Level = LogLevel.Warning, Message = "The database can't be reached: keys, switches, budgets, limits, rules and configuration as they were at {At} are in force for 15 minutes")]
    private static partial void LogStarted(ILogger logger, DateTimeOffset at);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database can't be reached, and what was kept of it at {At} is too old to start from")]
    private static partial void LogTooOld(ILogger logger, DateTimeOffset at);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was read of the database can't be kept for the next start; it is tried again")]
    private static partial void LogRefused(ILogger logger, Exception refused);
}
