using Banyan.Intents.Checking.Replies;
using Banyan.Intents.Spine;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Checking;

public sealed class ConfirmationTests
{
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData("y", true, null)]
    [InlineData("Yes", true, null)]
    [InlineData("yes!", true, null)]
    [InlineData("YES 7K3Q", true, "7K3Q")]
    [InlineData("yes 7k3q.", true, "7K3Q")]
    [InlineData("yes, 7K3Q", true, "7K3Q")]
    [InlineData("yes 7K3O", true, "7K30")]
    [InlineData("ok", true, null)]
    [InlineData("no", false, null)]
    [InlineData("no 7K3Q", false, "7K3Q")]
    [InlineData("Never mind", false, null)]
    [InlineData("yes 1002", true, "1002")]
    [InlineData("yes, fine", true, "F1NE")]
    [InlineData("yes please", true, null)]
    [InlineData("yes please cancel it", null, null)]
    [InlineData("yesterday", null, null)]
    [InlineData("no, the other one", null, null)]
    [InlineData("7K3Q", null, null)]
    [InlineData("What does yes 7K3Q mean?", null, null)]
    [InlineData("", null, null)]
    public void A_yes_is_known_by_its_words_alone(string text, bool? isYes, string? code) =>
        new Confirmations(_clock).Read(text).ShouldBe(new ConfirmationSaid(isYes, code));

    [Fact]
    public void Only_its_person_in_its_conversation_and_in_time_says_yes()
    {
        var confirmations = new Confirmations(_clock);
        var open = new OpenConfirmation("7K3Q", "default", "c1", "conv-1", _clock.GetUtcNow().AddMinutes(10), 0, true);
        ConfirmationVerdict Decide(string text, Subject? by = null, string conversation = "conv-1", OpenConfirmation? asked = null) =>
            confirmations.Decide(asked ?? open, confirmations.Read(text), by ?? Shop.Ada, conversation);

        Decide("y").ShouldBe(ConfirmationVerdict.Given);
        Decide("yes 7K3Q").ShouldBe(ConfirmationVerdict.Given);
        Decide("no").ShouldBe(ConfirmationVerdict.Declined);
        Decide("what about 1003?").ShouldBe(ConfirmationVerdict.NoAnswer);
        Decide("yes 7K3X").ShouldBe(ConfirmationVerdict.WrongCode);
        Decide("yes 7K3X", asked: open with { Tries = 4 }).ShouldBe(ConfirmationVerdict.Cancelled);
        Decide("yes", Shop.Bob).ShouldBe(ConfirmationVerdict.Mismatch);
        Decide("yes", Shop.Ada with { Tenant = "other" }).ShouldBe(ConfirmationVerdict.Mismatch);
        Decide("yes", conversation: "conv-2").ShouldBe(ConfirmationVerdict.Mismatch);
        Decide("yes", asked: open with { IsOpen = false }).ShouldBe(ConfirmationVerdict.Mismatch);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Decide("yes").ShouldBe(ConfirmationVerdict.Expired);
    }
}
