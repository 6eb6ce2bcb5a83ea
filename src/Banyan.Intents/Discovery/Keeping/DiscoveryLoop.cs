using System.Collections.Concurrent;
using Banyan.Intents.Discovery.Reading;
using Banyan.Intents.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Discovery.Keeping;

/// <summary>Asks backends and directories when their time has come. The start waits for the first answers, but never longer than two seconds: who is late is served from what was kept.</summary>
internal sealed partial class DiscoveryLoop(DiscoveryParts parts, IIntentSettings settings, TimeProvider time, ILogger<DiscoveryLoop> log) : BackgroundService
{
    /// <summary>The longest the start waits for backends.</summary>
    public static readonly TimeSpan MostStart = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasNewSettings;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_first.Task, Task.Delay(MostStart, time, done.Token));
        await done.CancelAsync();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changes = settings.OnChange(() =>
        {
            _hasNewSettings = true;
            parts.Keeper.Bell.Ring();
        });
        await GuardedAsync(() => FirstAsync(stoppingToken), stoppingToken);
        _first.TrySetResult();
        while (!stoppingToken.IsCancellationRequested)
        {
            await GuardedAsync(() => TurnAsync(stoppingToken), stoppingToken);
            await GuardedAsync(() => parts.Keeper.Bell.WaitAsync(Wait(), time, stoppingToken), stoppingToken);
        }
    }

    private async Task GuardedAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is ending.
        }
#pragma warning disable CA1031 // What a backend writes must not end discovery, whatever it is.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Failed(log, bug);
        }
    }

    private async Task FirstAsync(CancellationToken cancellationToken)
    {
        var stored = await parts.Shelf.LoadAsync(cancellationToken);
        parts.Keeper.Load(stored);
        parts.Directories.Load(stored, settings.Current.Directories);
        parts.Keeper.Configure(parts.Directories.Found(settings.Current.Directories));
        await TurnAsync(cancellationToken);
        await Task.WhenAll(_running.Values);
    }

    /// <summary>One turn: new settings, backends that are due, directories that are due, and the backends these brought.</summary>
    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (parts.Keeper.TakeDirectoriesWanted())
        {
            parts.Directories.MakeDue();
        }

        if (_hasNewSettings)
        {
            _hasNewSettings = false;
            await ConfigureAsync(cancellationToken);
        }

        AskDue(cancellationToken);
        var (kept, notes) = await parts.Directories.ReadDueAsync(settings.Current, cancellationToken);
        foreach (var note in notes)
        {
            DirectoryNote(log, note);
        }

        foreach (var directory in kept)
        {
            await parts.Shelf.KeepAsync(directory, null, cancellationToken);
        }

        if (kept.Count > 0)
        {
            await ConfigureAsync(cancellationToken);
            AskDue(cancellationToken);
        }
    }

    private Task ConfigureAsync(CancellationToken cancellationToken) =>
        parts.Shelf.KeepAsync(null, parts.Keeper.Configure(parts.Directories.Found(settings.Current.Directories)), cancellationToken);

    private void AskDue(CancellationToken cancellationToken)
    {
        foreach (var source in parts.Keeper.Due())
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_running.TryAdd(source.Backend.Name, done.Task))
            {
                _ = Task.Run(() => AskAsync(source, done, cancellationToken), CancellationToken.None);
            }
        }
    }

    private async Task AskAsync(BackendSource source, TaskCompletionSource done, CancellationToken cancellationToken)
    {
        await GuardedAsync(
            async () =>
            {
                var reading = BackendReading.Failed("its description could not be read for a reason that is Banyan's; see the log");
                await GuardedAsync(async () => reading = await BackendReader.ReadAsync(parts.Fetch, source, cancellationToken), cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                if (reading.Problem is not null)
                {
                    BackendProblem(log, source.Backend.Name, reading.Problem);
                }

                var (answer, composed) = parts.Keeper.Told(source, reading);
                await parts.Shelf.KeepAsync(answer, composed, cancellationToken);
            },
            cancellationToken);
        _running.TryRemove(source.Backend.Name, out _);
        done.SetResult();
        parts.Keeper.Bell.Ring();
    }

    /// <summary>How long there is nothing to do. A backend that is being asked stays due until it has answered; its answer rings the bell.</summary>
    private TimeSpan Wait()
    {
        var now = time.GetUtcNow();
        var directories = parts.Directories.NextDue(settings.Current.Directories);
        if (directories <= now || parts.Keeper.Due().Any(source => !_running.ContainsKey(source.Backend.Name)))
        {
            return TimeSpan.Zero;
        }

        var backends = parts.Keeper.NextDue(now);
        var left = (backends < directories ? backends : directories) - now;
        return left > TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : left;
    }

    [LoggerMessage(EventId = 6111, EventName = "backend_not_read", Level = LogLevel.Warning, Message = "Backend {Backend} can't be asked what it can do: {Problem}")]
    private static partial void BackendProblem(ILogger log, string backend, string problem);

    [LoggerMessage(EventId = 6112, EventName = "directory_note", Level = LogLevel.Warning, Message = "A directory of backends: {Note}")]
    private static partial void DirectoryNote(ILogger log, string note);

    [LoggerMessage(EventId = 6113, EventName = "discovery_failed", Level = LogLevel.Error, Message = "Discovery failed; the next turn comes soon.")]
    private static partial void Failed(ILogger log, Exception bug);
}
