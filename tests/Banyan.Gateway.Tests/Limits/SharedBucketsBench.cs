using Banyan.Gateway.Limits;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Limits;

/// <summary>Nodes over two staged stores, on a clock that stands.</summary>
public abstract class SharedBucketsBench
{
    private protected static readonly BucketKey Requests = new("default", LimitScope.Service, "billing", LimitUnit.Requests);
    private protected static readonly BucketKey Tokens = new("default", LimitScope.Service, "billing", LimitUnit.Tokens);
    private protected static readonly BucketKey AtOnce = new("default", LimitScope.Service, "billing", LimitUnit.Concurrent);

    private protected SharedBucketsBench() => (First, Second) = (new StagedCounters(Clock), new StagedCounters(Clock));

    private protected FakeClock Clock { get; } = new();

    private protected StagedCounters First { get; }

    private protected StagedCounters Second { get; }

    /// <summary>Waits until a store has made so many decisions; the clock stands.</summary>
    private protected static async Task AnsweredAsync(StagedCounters store, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (store.Answered < count)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Waits until it holds; a refusal that is believed for a moment is forgotten meanwhile.</summary>
    private protected async Task TillAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }

    /// <summary>Lets the patience with one store after the other run out.</summary>
    private protected async Task PassAsync(Task<bool> taking)
    {
        for (var i = 0; i < 2; i++)
        {
            await Clock.ArmedAsync();
            Clock.Advance(TimeSpan.FromMilliseconds(20));
        }

        await taking;
    }

    private protected static Task<bool> TakeAsync(SharedBuckets node, BucketKey key, long limit, long need = 1) =>
        node.TakeAsync([new() { Key = key, Limit = limit, Need = need }], default).AsTask();

    private protected static async Task<long> LeftAsync(SharedBuckets node, BucketKey key, long limit)
    {
        CounterLine[] lines = [new() { Key = key, Limit = limit }];
        await node.ReadAsync(lines, default);
        return Window.Left(lines[0].Level, limit);
    }

    private protected SharedBuckets Node() => new([new StoreGuard(First, Clock, NullLogger.Instance), new StoreGuard(Second, Clock, NullLogger.Instance)], Clock);
}
