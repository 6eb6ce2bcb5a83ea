using Banyan.Gateway.Conversations;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Conversations;

/// <summary>One generation at a time for each conversation.</summary>
public sealed class ConversationTurnsTests
{
    private static readonly Guid Talk = Guid.Parse("019aa000-0000-7000-8000-000000000001");
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Whoever_comes_second_waits_for_the_first_to_leave()
    {
        var turns = new ConversationTurns(new LocalLeases(), _clock);
        var first = await turns.EnterAsync("default", Talk, default);
        var second = turns.EnterAsync("default", Talk, default);

        second.IsCompleted.ShouldBeFalse();
        await first!.DisposeAsync();

        await (await second.WaitAsync(TimeSpan.FromMinutes(1)))!.DisposeAsync();
    }

    [Fact]
    public async Task Another_conversation_and_another_tenant_wait_for_nobody()
    {
        var turns = new ConversationTurns(new LocalLeases(), _clock);
        await using var first = await turns.EnterAsync("default", Talk, default);

        (await turns.EnterAsync("acme", Talk, default)).ShouldNotBeNull();
        (await turns.EnterAsync("default", Guid.CreateVersion7(_clock.GetUtcNow()), default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_tenth_is_refused_at_once()
    {
        var turns = new ConversationTurns(new LocalLeases(), _clock);
        await using var first = await turns.EnterAsync("default", Talk, default);
        Task<IAsyncDisposable?>[] waiting = [.. Enumerable.Range(0, 8).Select(_ => turns.EnterAsync("default", Talk, default))];

        (await turns.EnterAsync("default", Talk, default)).ShouldBeNull();
        waiting.ShouldAllBe(one => !one.IsCompleted);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_half_a_minute_and_the_next_one_is_not_forgotten()
    {
        var turns = new ConversationTurns(new LocalLeases(), _clock);
        var first = await turns.EnterAsync("default", Talk, default);
        var patient = turns.EnterAsync("default", Talk, default);
        _clock.Advance(TimeSpan.FromSeconds(20));
        var later = turns.EnterAsync("default", Talk, default);

        _clock.Advance(TimeSpan.FromSeconds(11));

        (await patient.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeNull();
        later.IsCompleted.ShouldBeFalse();
        await first!.DisposeAsync();
        (await later.WaitAsync(TimeSpan.FromMinutes(1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Another_node_waits_for_the_lease()
    {
        var leases = new LocalLeases();
        var first = await new ConversationTurns(leases, _clock).EnterAsync("default", Talk, default);
        var elsewhere = new ConversationTurns(leases, _clock).EnterAsync("default", Talk, default);

        _clock.Advance(TimeSpan.FromSeconds(1));
        elsewhere.IsCompleted.ShouldBeFalse();
        await first!.DisposeAsync();
        while (!elsewhere.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        (await elsewhere).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_line()
    {
        var turns = new ConversationTurns(new LocalLeases(), _clock);
        var first = await turns.EnterAsync("default", Talk, default);
        using var left = new CancellationTokenSource();
        var waiting = turns.EnterAsync("default", Talk, left.Token);

        await left.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await first!.DisposeAsync();
        await (await turns.EnterAsync("default", Talk, default))!.DisposeAsync();
    }
}
