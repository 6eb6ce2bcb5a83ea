using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Spine;
using Banyan.Gateway.Upstreams;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Tests.Upstreams;

/// <summary>A relayed ask whose history holds what a translated answer put there: mended for the candidate at hand, and told.</summary>
public sealed class HistoryRelayTests
{
    private const string Empty = """{"model":"alias","max_tokens":9,"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":""},{"type":"text","text":"u"}]}]}""";
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_thought_without_signature_is_left_out_and_named_beside_the_other_edits()
    {
        var (sent, fork) = await SentAsync(Empty, strict: false);
        sent.ShouldBe("""{"model":"up","max_tokens":9,"messages":[{"role":"assistant","content":[{"type":"text","text":"u"}]}]}""");
        fork.Attempt!.Treatment.ShouldBe(Treatment.Edit);
        fork.Attempt.Dropped.ShouldBe(["/messages/0/content/0"]);
    }

    [Fact]
    public async Task Strict_refuses_what_would_be_left_out_and_nothing_is_sent()
    {
        var (sent, fork) = await SentAsync(Empty, strict: true);
        sent.ShouldBeEmpty();
        fork.Attempt!.WasSent.ShouldBeFalse();
    }

    [Fact]
    public async Task A_carrier_this_candidate_issued_is_opened_for_it_and_for_no_other()
    {
        var body = $$"""{"model":"up","max_tokens":9,"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"{{OpenSeals.Carrier}}"},{"type":"text","text":"u"}]}]}""";
        (await SentAsync(body, strict: true)).Sent.ShouldBe(body.Replace(OpenSeals.Carrier, "its own", StringComparison.Ordinal));
        (await SentAsync(body, strict: false, provider: "other")).Sent.ShouldBe("""{"model":"up","max_tokens":9,"messages":[{"role":"assistant","content":[{"type":"text","text":"u"}]}]}""");
    }

    private async Task<(string Sent, Exchange Fork)> SentAsync(string body, bool strict, string provider = "lab")
    {
        var small = TestExchange.SmallModel();
        var model = small with { Name = "up", Provider = small.Provider with { Name = provider, Dialects = [DialectId.Anthropic], BaseUrl = new Uri("https://lab.example/") } };
        var test = new TestExchange(_clock) { Model = model, IsStrict = strict };
        var exchange = test.Build();
        exchange.Ask = new WireBody(DialectTable.Get(DialectId.Anthropic), Encoding.UTF8.GetBytes(body), Operation.Chat);
        var fork = exchange.Fork(test.Try(exchange));
        var sent = "";
        var answer = await new SpeakStep(new RelayedCall(new OpenSeals()), null!).RunAsync(
            fork,
            (asked, _) =>
            {
                sent = Encoding.UTF8.GetString(asked.Ask.Bytes.Span);
                return ValueTask.FromResult(TestAnswers.Of());
            },
            CancellationToken.None);
        (answer.Failure?.Code).ShouldBe(strict && sent.Length == 0 ? "unsupported_parameter" : null);
        return (sent, fork);
    }
}
