using Banyan.TestKit.Wall;
using Banyan.Wire;

namespace Banyan.Gateway.Tests.Upstreams;

/// <summary>A provider may say by a date when it wants to be asked again.</summary>
public sealed class RefusalDateTests
{
    [Theory]
    [InlineData("openai", DialectId.OpenAiChat)]
    [InlineData("anthropic", DialectId.Anthropic)]
    public async Task A_date_to_come_back_at_counts_from_the_answers_own(string kind, DialectId dialect)
    {
        await using var wall = ScriptedWall.Start(_ => WallScript.Json("{}", 429, ("date", "Sat, 21 Nov 2026 07:00:00 GMT"), ("retry-after", "Sat, 21 Nov 2026 07:00:42 GMT")));
        await using var rig = new UpstreamRig(kind, dialect, wall.Address, "sk-test-0123456789");

        var (failure, _, _) = await rig.AskAsync("""{"model":"lab/small","messages":[{"role":"user","content":"hi"}]}""");

        (failure!.Kind, failure.RetryAfter).ShouldBe((FailureKind.RateLimited, TimeSpan.FromSeconds(42)));
    }
}
