using Banyan.Cli.Chatting;
using Banyan.Cli.Chatting.Verbs;
using Banyan.TestKit;

namespace Banyan.Cli.Tests.Chatting;

public sealed class ChatCompletionTests
{
    private readonly FakeClock _clock = new();
    private Func<CancellationToken, Task<IReadOnlyList<string>>> _choices = _ => Task.FromResult<IReadOnlyList<string>>(["0189-a", "0189-b", "0200-c"]);

    [Theory]
    [InlineData("/h", 0, "/help /history")]
    [InlineData("/", 0, "/exit /help /history")]
    [InlineData("/x", 0, "")]
    [InlineData("/model", 0, "")]
    [InlineData("/history ", 9, "0189-a 0189-b 0200-c")]
    [InlineData("/history 0189", 9, "0189-a 0189-b")]
    [InlineData("/help x", 0, "")]
    [InlineData("what does orders.c", 10, "orders.cancel orders.complain")]
    [InlineData("orders.", 0, "orders.cancel orders.complain orders.get")]
    [InlineData("say ", 0, "")]
    [InlineData("", 0, "")]
    public async Task A_word_becomes_what_is_known_here(string before, int start, string words)
    {
        var found = await Completion().FindAsync(before, TestContext.Current.CancellationToken);
        (found.Start, string.Join(' ', found.Words)).ShouldBe((found.Words.Count == 0 ? found.Start : start, words));
    }

    [Fact]
    public async Task A_service_that_is_slow_completes_nothing()
    {
        _choices = async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return [];
        };
        var finding = Completion().FindAsync("/history ", TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(3));
        (await finding).Words.ShouldBeEmpty();
    }

    private ChatCompletion Completion() => new(
        [
            ChatVerb.AtOnce("/help", "", "", _ => null),
            ChatVerb.AtOnce("/history", "", "", _ => null) with { Choices = token => _choices(token) },
            ChatVerb.Elsewhere("/model", "", ""),
            ChatVerb.AtOnce("/exit", "", "", _ => null),
        ],
        () => ["orders.get", "orders.cancel", "orders.complain", "users.get"],
        _clock);
}
