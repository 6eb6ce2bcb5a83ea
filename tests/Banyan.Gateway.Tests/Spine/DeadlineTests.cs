using Banyan.Gateway.Spine;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Spine;

public sealed class DeadlineTests
{
    [Theory]
    [InlineData(-3_600)]
    [InlineData(3_600)]
    public void A_jump_of_the_wall_clock_moves_no_deadline(int seconds)
    {
        var clock = new FakeClock();
        var deadline = Deadline.After(TimeSpan.FromSeconds(10), clock);
        clock.JumpWall(TimeSpan.FromSeconds(seconds));
        deadline.Left.ShouldBe(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(4));
        deadline.Left.ShouldBe(TimeSpan.FromSeconds(6));
        clock.Advance(TimeSpan.FromSeconds(7));
        deadline.Left.ShouldBe(TimeSpan.Zero);
    }
}
