namespace Banyan.Host.Doors;

/// <summary>Measures how long work stands in line for a thread, and has the room for asks follow it.</summary>
internal sealed class RoomWatch(AskRoom room, TimeProvider time) : BackgroundService
{
    // The shortest of some looks: a pause of the collector or a burst makes one of them wait, a line makes all.
    private const int Looks = 4;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!room.Follows)
        {
            return;
        }

        using var timer = new PeriodicTimer(Every, time);
        var (shortest, looks) = (TimeSpan.MaxValue, 0);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Queued behind all that waits for a thread, as the next request is.
            var queued = time.GetTimestamp();
            await Task.Yield();
            var waited = time.GetElapsedTime(queued);
            shortest = waited < shortest ? waited : shortest;
            if (++looks == Looks)
            {
                room.Weigh(shortest);
                (shortest, looks) = (TimeSpan.MaxValue, 0);
            }
        }
    }
}
