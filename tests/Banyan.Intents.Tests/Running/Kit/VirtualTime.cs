using System.Collections.Concurrent;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Runs work on one thread and a fake clock: time moves only when nothing is left to do, so waiting in parallel takes the time of the longest wait, exactly.</summary>
internal sealed class VirtualTime : SynchronizationContext
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private readonly BlockingCollection<(SendOrPostCallback Do, object? State)> _ready = [];

    public override void Post(SendOrPostCallback d, object? state) => _ready.Add((d, state));

    public static T Run<T>(FakeClock clock, Func<Task<T>> work)
    {
        var (before, own) = (Current, new VirtualTime());
        SetSynchronizationContext(own);
        try
        {
            var done = work();
            while (!done.IsCompleted)
            {
                // A moment for what other threads are about to post: a cancellation runs its callbacks there.
                if (own._ready.TryTake(out var next, millisecondsTimeout: 1))
                {
                    next.Do(next.State);
                }
                else
                {
                    clock.Advance(Tick);
                }
            }

            return done.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
