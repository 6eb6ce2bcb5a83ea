using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Answering;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Flow;

public sealed class MessageRateTests
{
    [Fact]
    public void A_minute_has_so_many_messages_and_no_more_for_each_person()
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var rate = new MessageRate(new FixedSettings(new IntentSettings { Limits = new IntentLimits { MessagesPerMinute = 2 } }), clock);
        var bob = Scopes.Ada with { Id = "c2" };

        rate.TryCount(Scopes.Ada).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(40));
        rate.TryCount(Scopes.Ada).ShouldBeTrue();
        rate.TryCount(Scopes.Ada).ShouldBeFalse();
        rate.TryCount(bob).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(20));
        rate.TryCount(Scopes.Ada).ShouldBeTrue();
        rate.TryCount(Scopes.Ada).ShouldBeFalse();
    }
}
