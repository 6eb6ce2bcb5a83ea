namespace Banyan.Gateway.Spine;

/// <summary>Looks again at a notice, and every so often since notices may be lost.</summary>
public static class NoticeLoop
{
    /// <summary>Runs until stopped. Notices that come while it looks are answered by one more look.</summary>
    /// <param name="notices">Where notices come from.</param>
    /// <param name="topic">What to listen to.</param>
    /// <param name="every">The longest time between two looks.</param>
    /// <param name="time">The clock.</param>
    /// <param name="look">What to do; must not throw for a store that is away.</param>
    /// <param name="stopping">Stops it.</param>
    public static async Task RunAsync(IChangeNotices notices, string topic, TimeSpan every, TimeProvider time, Func<CancellationToken, Task> look, CancellationToken stopping)
    {
        using var bell = new SemaphoreSlim(0);
        using var listening = notices.Listen(topic, _ => bell.Release());
        using var timer = new PeriodicTimer(every, time);
        Task rung = bell.WaitAsync(stopping), due = timer.WaitForNextTickAsync(stopping).AsTask();
        while (!stopping.IsCancellationRequested)
        {
            await Task.WhenAny(rung, due);
            stopping.ThrowIfCancellationRequested();
            rung = rung.IsCompleted ? bell.WaitAsync(stopping) : rung;
            due = due.IsCompleted ? timer.WaitForNextTickAsync(stopping).AsTask() : due;
            await look(stopping);
        }
    }
}
