using Banyan.Intents.Checking.Replies;
using Banyan.Intents.Running.Stepping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Running;

public sealed class ConfirmationCodeTests
{
    [Fact]
    public void Every_code_that_is_drawn_is_read_back_from_a_reply()
    {
        var confirmations = new Confirmations(TimeProvider.System);
        for (var i = 0; i < 5000; i++)
        {
            var code = ConfirmationCode.Draw();
            confirmations.Read($"yes {code}").ShouldBe(new ConfirmationSaid(true, code));
            confirmations.Read($"No, {code.ToLowerInvariant()}.").ShouldBe(new ConfirmationSaid(false, code));
        }
    }
}
