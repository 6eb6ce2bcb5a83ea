using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;
using static Banyan.Wire.Tests.Dialects.Gemini.GeminiKit;

namespace Banyan.Wire.Tests.Dialects.Gemini;

public sealed class GeminiAnswerTests
{
    private static readonly HubEvent[] Rich =
    [
        new HubStart("r1", "up-model", 0),
        new HubThoughtDelta(0, JsonText.From("let ")), new HubThoughtDelta(0, JsonText.From("me")), new HubThoughtEnd(0, null, false),
        new HubTextDelta(0, JsonText.From("Hel")), new HubTextDelta(0, JsonText.From("lo")),
        new HubCallStart(0, 0, "c1", JsonText.From("f")), new HubCallStart(0, 1, null, JsonText.From("g")),
        new HubCallDelta(0, 1, JsonText.From("{\"b\":")), new HubCallDelta(0, 0, JsonText.From("{\"a\" : 1.0}")), new HubCallDelta(0, 1, JsonText.From("[2]}")),
        new HubCallEnd(0, 0), new HubCallEnd(0, 1),
        new HubFinish(0, HubFinishReason.ToolCalls),
        new HubUsage(new ReportedUsage { Input = 10, CacheRead = 4, Output = 9, Reasoning = 3 }),
        new HubEnd(),
    ];

    [Fact]
    public void A_chunk_with_text_call_and_finish_is_taken_apart_in_that_order()
    {
        var events = Read(["""{"responseId":"r","modelVersion":"m","candidates":[{"content":{"parts":[{"text":"t"},{"functionCall":{"name":"f","args":{"x": [1, "a b"]}}}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2,"totalTokenCount":5}}"""]);

        events.Select(happened => happened.GetType().Name).ShouldBe(
            ["HubStart", "HubTextDelta", "HubCallStart", "HubCallDelta", "HubCallEnd", "HubFinish", "HubUsage", "HubEnd"]);
        events.OfType<HubCallDelta>().Single().Arguments.ToString().ShouldBe("""{"x":[1,"a b"]}""");
        events[0].ShouldBe(new HubStart("r", "m", 0));
    }

    [Fact]
    public void A_candidate_without_a_finish_is_a_cut()
    {
        Read(["""{"candidates":[{"content":{"parts":[{"text":"t"}]}}]}"""]).ShouldNotContain(happened => happened is HubEnd || happened is HubFinish);
        Read(["""{"candidates":[{"index":0,"finishReason":"STOP"},{"index":1,"content":{"parts":[{"text":"t"}]}}]}"""]).ShouldNotContain(happened => happened is HubEnd);
        Read([]).ShouldBeEmpty();
        ReadWhole("""{"candidates":[{"content":{"parts":[{"text":"t"}]}}]}""").OfType<HubError>().Single().Failure.Kind.ShouldBe(FailureKind.Garbled);
    }

    [Theory]
    [InlineData("STOP", HubFinishReason.Stop)]
    [InlineData("MAX_TOKENS", HubFinishReason.Length)]
    [InlineData("SAFETY", HubFinishReason.Blocked)]
    [InlineData("RECITATION", HubFinishReason.Blocked)]
    [InlineData("BLOCKLIST", HubFinishReason.Blocked)]
    [InlineData("PROHIBITED_CONTENT", HubFinishReason.Blocked)]
    [InlineData("SPII", HubFinishReason.Blocked)]
    [InlineData("LANGUAGE", HubFinishReason.Blocked)]
    [InlineData("IMAGE_SAFETY", HubFinishReason.Blocked)]
    [InlineData("OTHER", HubFinishReason.Blocked)]
    public void Every_finish_word_is_read_alike_in_streams_and_bodies(string word, object reason)
    {
        var body = $$"""{"candidates":[{"content":{"parts":[{"text":"t"}]},"finishReason":"{{word}}"}]}""";

        foreach (var events in new[] { Read([body]), ReadWhole(body) })
        {
            events.OfType<HubFinish>().Single().ShouldBe(new HubFinish(0, (HubFinishReason)reason, ProviderReason: word));
            events[^1].ShouldBeOfType<HubEnd>();
        }
    }

    [Theory]
    [InlineData("MALFORMED_FUNCTION_CALL")]
    [InlineData("UNEXPECTED_TOOL_CALL")]
    public void A_call_the_provider_could_not_use_is_its_failure_and_retryable(string word)
    {
        var failure = Read([$$"""{"candidates":[{"finishReason":"{{word}}"}]}"""]).OfType<HubError>().Single().Failure;

        (failure.Kind, failure.Recovery, failure.ProviderCode).ShouldBe((FailureKind.Garbled, Recovery.SameKey, word));
    }

    [Fact]
    public void A_blocked_prompt_is_a_blocked_and_complete_answer()
    {
        var events = ReadWhole("""{"candidates":[],"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":12,"totalTokenCount":12},"modelVersion":"m"}""");

        events.OfType<HubFinish>().Single().Reason.ShouldBe(HubFinishReason.Blocked);
        events.OfType<HubUsage>().Single().Usage.ToTokens(false)!.Total.ShouldBe(12);
        events[^1].ShouldBeOfType<HubEnd>();
    }

    [Fact]
    public void Errors_in_the_stream_end_the_reading()
    {
        var events = Read(["""{"error":{"code":503,"message":"busy","status":"UNAVAILABLE"}}""", """{"candidates":[{"finishReason":"STOP"}]}"""]);

        events.ShouldHaveSingleItem().ShouldBeOfType<HubError>().Failure.Kind.ShouldBe(FailureKind.Overloaded);
        Read(["not json"]).ShouldHaveSingleItem().ShouldBeOfType<HubError>().Failure.Kind.ShouldBe(FailureKind.Garbled);
    }

    [Fact]
    public void Sources_and_log_probabilities_cross_and_each_source_is_told_once()
    {
        const string chunk = """
            {"candidates":[{"content":{"parts":[{"text":"t"}]},"finishReason":"STOP",
             "citationMetadata":{"citationSources":[{"uri":"https://a"}]},"groundingMetadata":{"groundingChunks":[{"web":{"uri":"https://b","title":"B"}},{"web":{"uri":"https://a"}}]},
             "logprobsResult":{"chosenCandidates":[{"token":"t","logProbability":-0.50}],"topCandidates":[{"candidates":[{"token":"u","logProbability":-1}]}]}}]}
            """;
        var events = Read([chunk]);

        events.OfType<HubCitation>().Select(citation => (citation.Url, citation.Title)).ShouldBe([("https://a", null), ("https://b", "B")]);
        events.OfType<HubLogprobs>().Single().Raw.ToString().ShouldBe(
            """{"content":[{"token":"t","logprob":-0.50,"bytes":[116],"top_logprobs":[{"token":"u","logprob":-1,"bytes":[117]}]}]}""");
        var written = Write(events).Last()["candidates"]![0]!;
        Compact(written["logprobsResult"]).ShouldBe("""{"topCandidates":[{"candidates":[{"token":"u","logProbability":-1}]}],"chosenCandidates":[{"token":"t","logProbability":-0.50}]}""");
        Compact(written["citationMetadata"]).ShouldBe("""{"citationSources":[{"uri":"https://a"},{"uri":"https://b","title":"B"}]}""");
    }

    [Fact]
    public void A_whole_answer_has_its_members_in_order_and_its_usage_in_geminis_terms() =>
        Compact(Write(Rich, Whole).Single()).ShouldBe(
            """{"candidates":[{"content":{"role":"model","parts":[{"text":"let me","thought":true},{"text":"Hello"},{"functionCall":{"id":"c1","name":"f","args":{"a":1.0}}},{"functionCall":{"name":"g","args":{"b":[2]}}}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":6,"totalTokenCount":19,"cachedContentTokenCount":4,"thoughtsTokenCount":3},"modelVersion":"up-model","responseId":"r1"}""");

    [Fact]
    public void A_stream_of_ours_folds_to_the_whole_answer()
    {
        var chunks = Write(Rich);
        var fold = Fold(Read(chunks.Select(chunk => Compact(chunk))));
        var whole = Fold(ReadWhole(Compact(Write(Rich, Whole).Single())));

        Shape(fold).ShouldBe(Shape(whole));
        fold.IsComplete.ShouldBeTrue();
        fold.Usage!.ToTokens(false).ShouldBe(whole.Usage!.ToTokens(false));
    }

    [Fact]
    public void Every_chunk_of_ours_is_a_response_and_only_the_last_finishes()
    {
        var chunks = Write(Rich);

        chunks.ShouldAllBe(chunk => chunk["candidates"]!.AsArray().Count == 1 && (string)chunk["responseId"]! == "r1");
        chunks.SkipLast(1).ShouldAllBe(chunk => chunk["candidates"]![0]!["finishReason"] == null && chunk["usageMetadata"] == null);
        chunks[^1]["candidates"]![0]!["finishReason"]!.ToString().ShouldBe("STOP");
        chunks.Count(chunk => Compact(chunk).Contains("functionCall", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void Two_choices_finish_on_one_last_chunk()
    {
        var last = Write([new HubTextDelta(0, JsonText.From("a")), new HubTextDelta(1, JsonText.From("b")), new HubFinish(1, HubFinishReason.Length), new HubFinish(0, HubFinishReason.Stop), new HubEnd()])[^1];

        last["candidates"]!.AsArray().Select(candidate => $"{candidate!["index"]}{candidate["finishReason"]}").ShouldBe(["0STOP", "1MAX_TOKENS"]);
    }

    [Theory]
    [InlineData("{\"a\":", true)]
    [InlineData("[1]", true)]
    [InlineData("", false)]
    [InlineData(" {} ", false)]
    public void A_call_that_was_cut_is_left_out_named_and_never_empty(string arguments, bool cut)
    {
        var report = new MappingReport();
        var chunks = Write(
            [new HubCallStart(0, 0, "c", JsonText.From("f")), new HubCallDelta(0, 0, JsonText.From(arguments)), new HubCallEnd(0, 0), new HubFinish(0, HubFinishReason.ToolCalls), new HubEnd()],
            Whole, report);

        (Compact(chunks[0]).Contains("functionCall", StringComparison.Ordinal), report.Dropped.Count).ShouldBe((!cut, cut ? 1 : 0));
        chunks[0]["candidates"]![0]!["finishReason"]!.ToString().ShouldBe(cut ? "MAX_TOKENS" : "STOP");
    }

    [Fact]
    public void A_refusal_is_text_with_the_filters_finish()
    {
        var candidate = Write([new HubRefusalDelta(0, JsonText.From("no")), new HubFinish(0, HubFinishReason.Stop), new HubEnd()], Whole).Single()["candidates"]![0]!;

        (Compact(candidate["content"]!["parts"]), candidate["finishReason"]!.ToString()).ShouldBe(("""[{"text":"no"}]""", "SAFETY"));
    }

    [Fact]
    public void An_error_is_handed_on_and_nothing_follows_it()
    {
        var writer = G.CreateWriter(Streamed, new MappingReport());
        var frames = new List<Frame>();
        writer.Write(new HubError(GeminiErrorsOf("x")), frames);
        writer.Write(new HubTextDelta(0, JsonText.From("late")), frames);
        writer.Write(new HubEnd(), frames);

        frames.ShouldHaveSingleItem().Kind.ShouldBe(FrameKind.Broken);
    }

    [Fact]
    public void Text_kept_for_a_whole_answer_outlives_its_frame()
    {
        var buffer = "one"u8.ToArray();
        var writer = G.CreateWriter(Whole, new MappingReport());
        var frames = new List<Frame>();
        writer.Write(new HubTextDelta(0, new JsonText(buffer)), frames);
        "two"u8.CopyTo(buffer);
        writer.Write(new HubFinish(0, HubFinishReason.Stop), frames);
        writer.Write(new HubEnd(), frames);

        System.Text.Encoding.UTF8.GetString(frames.Single().Data.Span).ShouldContain("\"text\":\"one\"");
    }

    private static Failure GeminiErrorsOf(string message) => new(FailureKind.Garbled, "provider_error", message);

    private static HubFold Fold(List<HubEvent> events)
    {
        var fold = new HubFold();
        events.ForEach(fold.Add);
        return fold;
    }

    private static List<string> Shape(HubFold fold) =>
        [.. fold.Choices.SelectMany(choice => choice.Blocks.Select(block => $"{choice.Index} {block.Kind} {block.Call?.Id} {block.Call?.Name} {block.Text}").Append($"{choice.Index} {choice.Finish?.Reason}"))];
}
