using Banyan.Host.Doors;
using Banyan.Host.Tests.App;
using Banyan.TestKit;

namespace Banyan.Host.Tests.Doors;

/// <summary>The room for asks follows how long work stands in line.</summary>
public sealed class AskRoomTests
{
    private const int Most = 16_000;
    private static readonly TimeSpan Fine = TimeSpan.FromMilliseconds(100), Look = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void A_long_line_leaves_room_for_what_is_under_way_and_less_but_never_for_less_than_a_few()
    {
        var room = new AskRoom(Most, Fine);
        Enter(room, 4_000);

        room.Weigh(Fine);
        room.Bound.ShouldBe(Most, "as long as is fine");
        room.Weigh(Fine * 1.25);
        room.Bound.ShouldBe(3_200);
        room.Weigh(Fine * 50);
        room.Bound.ShouldBe(1_600, "at most by half at a time");
        room.TryEnter().ShouldBeFalse();
        for (var i = 0; i < 20; i++)
        {
            room.Weigh(Fine * 50);
        }

        room.Bound.ShouldBe(AskRoom.Fewest);
        new AskRoom(2, Fine).Bound.ShouldBe(2);
    }

    [Fact]
    public void Room_grows_again_only_while_somebody_is_refused_and_the_line_is_short()
    {
        var room = new AskRoom(Most, Fine);
        room.Weigh(Fine * 2);
        Enter(room, AskRoom.Fewest);

        room.Weigh(TimeSpan.Zero);
        room.Bound.ShouldBe(AskRoom.Fewest, "nobody asks for more");
        room.TryEnter().ShouldBeFalse();
        room.Weigh(Fine * 0.75);
        room.Bound.ShouldBe(AskRoom.Fewest, "near the edge");
        room.Refuses().ShouldBeTrue();
        room.Weigh(TimeSpan.Zero);
        room.Bound.ShouldBe(288, "an eighth more");
        for (var i = 0; i < 60; i++)
        {
            while (room.TryEnter())
            {
            }

            room.Weigh(TimeSpan.Zero);
        }

        room.Bound.ShouldBe(Most);
    }

    [Fact]
    public void Nothing_follows_where_no_line_is_told()
    {
        var room = new AskRoom(Most, TimeSpan.Zero);
        room.Weigh(TimeSpan.FromSeconds(10));
        room.Bound.ShouldBe(Most);
    }

    /// <summary>A node that ends 2,000 asks a second, each of which takes a fifth of one by itself, in steps of a look; what it has taken on beyond that stands in line.</summary>
    [Theory]
    [InlineData(1.0, 0.97)]
    [InlineData(5.0, 0.95)]
    [InlineData(50.0, 0.95)]
    public void Asked_for_many_times_what_it_can_a_node_answers_nearly_as_much_and_in_time(double times, double least)
    {
        const int perLook = 400;
        var room = new AskRoom(Most, Fine);
        var (ended, longest) = (0, TimeSpan.Zero);
        for (var look = 0; look < 150; look++)
        {
            for (var ask = 0; ask < perLook * times; ask++)
            {
                room.TryEnter();
            }

            var done = Math.Min(perLook, room.UnderWay);
            for (var i = 0; i < done; i++)
            {
                room.Leave();
            }

            var line = Look * ((double)room.UnderWay / perLook);
            room.Weigh(line);
            if (look >= 50)
            {
                ended += done;
                longest = line > longest ? line : longest;
            }
        }

        ended.ShouldBeGreaterThan((int)(least * perLook * 100));
        longest.ShouldBeLessThan(TimeSpan.FromSeconds(1), "nobody waits for what others asked long before");
    }

    [Fact]
    public async Task The_watch_weighs_the_shortest_of_a_few_looks_at_the_line_an_ask_stands_in()
    {
        var (room, time, line) = (new AskRoom(Most, Fine), new FakeClock(), new HeldLine());
        Enter(room, 3_000);
        using var watch = new RoomWatch(room, line, time);
        await watch.StartAsync(CancellationToken.None);
        await time.ArmedAsync();
        time.Advance(TimeSpan.FromMilliseconds(50));

        await LookAsync(2, 3, 0.5, 2);
        await LookAsync(1.25, 2, 3, 1.25);
        await Patience.UntilAsync(() => Task.FromResult(room.Bound < Most));
        room.Bound.ShouldBe(2_400, "one short look makes three long ones count for nothing");
        await watch.StopAsync(CancellationToken.None);

        async Task LookAsync(params double[] waits)
        {
            foreach (var wait in waits)
            {
                (await line.Entered.WaitAsync(Patience.Long)).ShouldBeTrue();
                time.Advance(Fine * wait);
                line.Through.Release();
            }
        }
    }

    [Fact]
    public async Task The_line_of_bytes_can_be_passed_again_and_again()
    {
        using var line = new ByteLine();
        for (var i = 0; i < 3 * RoomWatch.Looks; i++)
        {
            await line.PassAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Long);
        }
    }

    private static void Enter(AskRoom room, int asks)
    {
        for (var i = 0; i < asks; i++)
        {
            room.TryEnter();
        }
    }

    /// <summary>A line nobody is through before the test says so.</summary>
    private sealed class HeldLine : IAskLine
    {
        public SemaphoreSlim Entered { get; } = new(0);

        public SemaphoreSlim Through { get; } = new(0);

        public async ValueTask PassAsync(CancellationToken cancellationToken)
        {
            Entered.Release();
            await Through.WaitAsync(cancellationToken);
        }
    }
}
