using Banyan.Host.Doors;

namespace Banyan.Host.Tests.Limits;

public sealed class RateHeaderTests
{
    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(0.25, "250ms")]
    [InlineData(0.0001, "1ms")]
    [InlineData(1, "1s")]
    [InlineData(1.5, "1.5s")]
    [InlineData(59.999, "59.999s")]
    [InlineData(60, "1m0s")]
    [InlineData(360, "6m0s")]
    [InlineData(90.5, "1m30.5s")]
    public void Spans_are_written_as_clients_of_OpenAI_read_them(double seconds, string text) => RateHeaders.Span(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Theory]
    [InlineData("x-ratelimit-remaining-requests", true)]
    [InlineData("Anthropic-RateLimit-tokens-reset", true)]
    [InlineData("x-request-id", false)]
    public void Headers_about_limits_are_known(string name, bool isOne) => RateHeaders.IsOne(name).ShouldBe(isOne);
}
