using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Limits;

/// <summary>A store that may be slow or away: after five slow calls in a row it is left alone for five seconds, then tried by one call alone.</summary>
internal sealed partial class StoreGuard(ILimitCounters store, TimeProvider time, ILogger log)
{
    private const int MostSlow = 5;
    private static readonly TimeSpan RestsFor = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private int _slow;
    private long _restsSince;
    private bool _isTried;
    private bool _isUp;
    private long? _seenAt;

    /// <summary>How it stands.</summary>
    public StoreStanding Standing
    {
        get
        {
            lock (_gate)
            {
                return new StoreStanding(store.Name, _isUp, _seenAt is { } seen ? time.GetElapsedTime(seen) : null);
            }
        }
    }

    /// <summary>Asks the store; the answer stands in the order afterwards.</summary>
    public async ValueTask<StoreAnswer> TakeAsync(CounterLine[] order)
    {
        if (!MayAsk())
        {
            return StoreAnswer.Unasked;
        }

        Task<bool>? asked = null;
        try
        {
            var asking = store.TakeAsync(order, CancellationToken.None);
            var taken = asking.IsCompletedSuccessfully ? asking.Result : await (asked = asking.AsTask()).WaitAsync(store.Patience, time);
            Answered();
            return Of(taken);
        }
        catch (TimeoutException) when (asked is { IsCompletedSuccessfully: true })
        {
            // It came after all, before anybody noticed that it was late: a busy node, not a slow store.
            Answered();
            return Of(await asked);
        }
        catch (Exception failed)
        {
            Slow(failed);
            _ = asked?.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return StoreAnswer.Unknown;
        }
    }

    /// <summary>Says that this node lives; null when the store does not answer.</summary>
    public async Task<int?> BeatAsync(IReadOnlyList<CounterLine> held, CancellationToken cancellationToken)
    {
        try
        {
            var nodes = await store.BeatAsync(held, cancellationToken).AsTask().WaitAsync(RestsFor, time, cancellationToken);
            Seen();
            return nodes;
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            Unseen();
            LogSilent(log, failed, store.Name);
            return null;
        }
    }

    private static StoreAnswer Of(bool taken) => taken ? StoreAnswer.Taken : StoreAnswer.Refused;

    private bool MayAsk()
    {
        lock (_gate)
        {
            if (_slow < MostSlow)
            {
                return true;
            }

            if (_isTried || time.GetElapsedTime(_restsSince) < RestsFor)
            {
                return false;
            }

            return _isTried = true;
        }
    }

    private void Answered()
    {
        bool isBack;
        lock (_gate)
        {
            isBack = _slow >= MostSlow;
            (_slow, _isTried, _isUp, _seenAt) = (0, false, true, time.GetTimestamp());
        }

        if (isBack)
        {
            LogBack(log, store.Name);
        }
    }

    private void Slow(Exception failed)
    {
        bool rests;
        lock (_gate)
        {
            rests = ++_slow == MostSlow;
            (_restsSince, _isTried, _isUp) = (time.GetTimestamp(), false, false);
        }

        if (rests)
        {
            LogRests(log, failed, store.Name);
        }
    }

    private void Seen()
    {
        lock (_gate)
        {
            (_isUp, _seenAt) = (true, time.GetTimestamp());
        }
    }

    private void Unseen()
    {
        lock (_gate)
        {
            _isUp = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rate limits go on without {Store}, which is slow or away; it is tried every five seconds")]
    private static partial void LogRests(ILogger logger, Exception failed, string store);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Store} was not told that this node lives")]
    private static partial void LogSilent(ILogger logger, Exception failed, string store);

    [LoggerMessage(Level = LogLevel.Information, Message = "Rate limits are counted in {Store} again")]
    private static partial void LogBack(ILogger logger, string store);
}
