using Banyan.Gateway.Completions;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Conversations;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Completions;

/// <summary>What was written down of exchanges is erased when the configuration says so.</summary>
public sealed class CompletionSweepTests : ICompletionStore
{
    private readonly FakeClock _clock = new();
    private readonly TaskCompletionSource<DateTimeOffset> _erased = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task What_is_older_than_the_configuration_says_is_erased_every_hour()
    {
        var catalog = new FixedCatalog(new TestExchange(_clock).Build().Catalog with { Retention = new Retention { Completions = TimeSpan.FromDays(7) } });
        using var sweep = new CompletionSweep(this, catalog, new LocalLeases(), _clock, NullLogger<CompletionSweep>.Instance);
        var began = _clock.GetUtcNow();
        await sweep.StartAsync(default);
        while (!_erased.Task.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        (await _erased.Task).ShouldBeInRange(began.AddDays(-7), _clock.GetUtcNow().AddDays(-7));
        await sweep.StopAsync(default);
    }

    Task ICompletionStore.AppendAsync(IReadOnlyList<CompletionRow> rows, CancellationToken cancellationToken) => Task.CompletedTask;

    Task<CompletionRow?> ICompletionStore.FindAsync(string tenant, Guid id, CancellationToken cancellationToken) => Task.FromResult<CompletionRow?>(null);

    Task<IReadOnlyList<CompletionRow>> ICompletionStore.ListAsync(CompletionQuery query, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CompletionRow>>([]);

    Task<int> ICompletionStore.ExpireAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        _erased.TrySetResult(before);
        return Task.FromResult(0);
    }
}
