using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Flow;

public sealed class ConversationTurnsTests
{
    private static readonly Guid Talk = Guid.Parse("01a1fe41-d034-7853-9ac7-cf9966241ff2");
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeLeases _leases = new();

    [Fact]
    public async Task Turns_come_in_the_order_of_joining()
    {
        var turns = Turns();
        var places = Enumerable.Range(0, 20).Select(_ => turns.Join("t", Talk)).ToList();
        var order = new List<int>();

        await Task.WhenAll(places.Select((place, i) => Task.Run(async () =>
        {
            (await place.WaitAsync(default)).ShouldBeTrue();
            order.Add(i);
            await place.DisposeAsync();
        })).Reverse());

        order.ShouldBe(Enumerable.Range(0, 20));
        _leases.Held.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_who_gives_up_lets_nobody_overtake()
    {
        var turns = Turns();
        await using var first = turns.Join("t", Talk);
        (await first.WaitAsync(default)).ShouldBeTrue();
        var second = turns.Join("t", Talk);
        await using var third = turns.Join("t", Talk);
        await second.DisposeAsync();

        var waiting = third.WaitAsync(default);

        waiting.IsCompleted.ShouldBeFalse();
        await first.DisposeAsync();
        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task Patience_ends()
    {
        var turns = Turns();
        await using var first = turns.Join("t", Talk);
        (await first.WaitAsync(default)).ShouldBeTrue();
        await using var second = turns.Join("t", Talk);
        var waiting = second.WaitAsync(default);

        await _clock.ArmedAsync();
        _clock.Advance(TimeSpan.FromSeconds(31));

        (await waiting).ShouldBeFalse();
    }

    [Fact]
    public async Task A_full_line_says_so_and_other_conversations_have_their_own()
    {
        var turns = Turns(queue: 2);
        var places = new List<ConversationPlace>();
        for (var i = 0; i < 3; i++)
        {
            (await turns.HasRoomAsync("t", Talk, default)).ShouldBeTrue();
            places.Add(turns.Join("t", Talk));
        }

        var full = turns.HasRoomAsync("t", Talk, default).AsTask();
        (await turns.HasRoomAsync("other", Talk, default)).ShouldBeTrue();
        await _clock.ArmedAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        (await full).ShouldBeFalse();
        foreach (var place in places)
        {
            await place.DisposeAsync();
        }

        (await turns.HasRoomAsync("t", Talk, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_comes_right_after_the_answer_finds_room_though_its_writer_has_not_left()
    {
        var turns = Turns(queue: 0);
        var place = turns.Join("t", Talk);
        var asked = turns.HasRoomAsync("t", Talk, default).AsTask();
        asked.IsCompleted.ShouldBeFalse();
        await place.DisposeAsync();
        (await asked).ShouldBeTrue();
    }

    private ConversationTurns Turns(int queue = 8) => new(_leases, new FixedSettings(new IntentSettings { Limits = new IntentLimits { Queue = queue } }), _clock);

    private sealed class FakeLeases : ILeases
    {
        private readonly Lock _gate = new();
        private long _fence;

        public HashSet<string> Held { get; } = [];

        public Task<Lease?> TryTakeAsync(string tenant, string name, TimeSpan life, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                return Task.FromResult(Held.Add(tenant + name) ? new Lease(tenant, name, "h", ++_fence, DateTimeOffset.MaxValue) : null);
            }
        }

        public Task<bool> RenewAsync(Lease lease, TimeSpan life, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                Held.Remove(lease.Tenant + lease.Name);
            }

            return Task.CompletedTask;
        }
    }
}
