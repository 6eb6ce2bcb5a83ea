using System.Text;
using System.Text.Json;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Tests.Conversations;

/// <summary>Older messages are summarised once, by a model through the gateway, and the summary is kept.</summary>
public sealed class SummariserTests
{
    private readonly FakeClock _clock = new();
    private readonly ScriptedGateway _gateway = new();
    private readonly MemoryConversations _store = new();
    private readonly FixedCatalog _catalog;

    public SummariserTests() => _catalog = new FixedCatalog(new TestExchange(_clock) { Model = TestExchange.SmallModel(context: 32_000) }.Build().Catalog with { Conversations = new ConversationPolicy { Summariser = "lab/small" } });

    [Fact]
    public async Task What_no_longer_fits_is_summarised_and_the_summary_stored()
    {
        var (conversation, talk) = await _store.BeginAsync(80);
        _gateway.Says("They counted to seventy.");

        var fitted = await FitAsync(conversation, talk);

        fitted.Truncations.ShouldBe(1);
        fitted.Turns[0].Text.ShouldContain("They counted to seventy.");
        var kept = _store.Conversation(conversation.Id);
        kept.Summary.ShouldBe("They counted to seventy.");
        kept.SummaryUpTo.ShouldBeInRange(1, 68);
        _gateway.Asked.ShouldAllBe(ask => ask.Contains("\"model\":\"lab/small\""));
        string.Concat(_gateway.Asked).ShouldContain("message 1 ");
        string.Concat(_gateway.Asked).ShouldNotContain($"message {kept.SummaryUpTo + 1} ");
    }

    [Fact]
    public async Task The_next_summary_extends_the_one_before()
    {
        var (conversation, talk) = await _store.BeginAsync(80);
        _gateway.Says("first summary");
        await FitAsync(conversation, talk);
        _gateway.Asked.Clear();
        _gateway.Says("longer summary");
        var known = _store.Conversation(conversation.Id);

        await FitAsync(known, await _store.GrowAsync(conversation.Id, 80));

        _gateway.Asked[0].ShouldContain("first summary");
        _gateway.Asked[0].ShouldNotContain($"message {known.SummaryUpTo} ");
        _gateway.Asked[0].ShouldContain($"message {known.SummaryUpTo + 1} ");
        _store.Conversation(conversation.Id).Summary.ShouldBe("longer summary");
    }

    [Fact]
    public async Task Without_a_usable_model_a_marker_stands_for_what_was_left_out()
    {
        var (conversation, talk) = await _store.BeginAsync(80);

        var fitted = await FitAsync(conversation, talk);

        fitted.Turns[0].Text.ShouldBe("[Earlier messages were left out because they no longer fit.]");
        (_store.Conversation(conversation.Id).Summary, _store.Conversation(conversation.Id).SummaryUpTo > 0).ShouldBe(("", true));
        (await FitAsync(_store.Conversation(conversation.Id), talk)).Truncations.ShouldBe(0, "the boundary stays until it no longer fits");
    }

    [Fact]
    public async Task A_model_that_comes_back_summarises_from_the_beginning()
    {
        var (conversation, talk) = await _store.BeginAsync(80);
        await FitAsync(conversation, talk);
        _gateway.Asked.Clear();
        _gateway.Says("All of it.");

        await FitAsync(_store.Conversation(conversation.Id), await _store.GrowAsync(conversation.Id, 80));

        _gateway.Asked[0].ShouldContain("message 1 ");
        _store.Conversation(conversation.Id).Summary.ShouldBe("All of it.");
    }

    private ValueTask<FittedHistory> FitAsync(KeptConversation conversation, IReadOnlyList<KeptMessage> talk) =>
        new HistoryFitter(_store, new Summariser(_gateway, _catalog, _clock)).FitAsync(new TestExchange(_clock).Caller, conversation, talk, new FitRoom(4_000, 1_000, 0, 12), default);

    /// <summary>A gateway that says one thing, or refuses while it has nothing to say.</summary>
    private sealed class ScriptedGateway : IGateway
    {
        private string? _says;

        public List<string> Asked { get; } = [];

        public void Says(string text) => _says = text;

        public ValueTask<Answer> AskAsync(Exchange exchange, CancellationToken cancellationToken)
        {
            Asked.Add(Encoding.UTF8.GetString(exchange.Ask.Bytes.Span));
            return ValueTask.FromResult(_says is null
                ? Answer.Refused(new Failure(FailureKind.Unreachable, "provider_unavailable", "away"))
                : Answer.From(new AnswerHead(exchange.Ask.Dialect, IsStream: false, WireHeaders.None), new[] { Frame.Body(Body(_says)) }.ToAsyncEnumerable()));
        }

        private static byte[] Body(string text) => Encoding.UTF8.GetBytes(
            $$$"""{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":{{{JsonSerializer.Serialize(text)}}}},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":5,"total_tokens":10}}""");
    }
}
