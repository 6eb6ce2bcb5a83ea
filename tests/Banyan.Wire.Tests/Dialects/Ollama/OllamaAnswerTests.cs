using System.Text;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;
using static Banyan.Wire.Tests.Dialects.Ollama.OllamaKit;

namespace Banyan.Wire.Tests.Dialects.Ollama;

public sealed class OllamaAnswerTests
{
    private static readonly HubEvent[] Rich =
    [
        new HubStart("r1", "up:1", 0),
        new HubThoughtDelta(0, JsonText.From("h")), new HubThoughtDelta(0, JsonText.From("m")), new HubThoughtEnd(0, new HubSignature("a", "s"), false),
        new HubTextDelta(0, JsonText.From("Hel")), new HubTextDelta(0, JsonText.From("lo")),
        new HubCallStart(0, 0, "c1", JsonText.From("f")), new HubCallDelta(0, 0, JsonText.From("{\"a\":")), new HubCallDelta(0, 0, JsonText.From("1.0}")), new HubCallEnd(0, 0),
        new HubFinish(0, HubFinishReason.ToolCalls), new HubUsage(new ReportedUsage { Input = 10, Output = 9, Reasoning = 3 }), new HubEnd(),
    ];

    [Fact]
    public void Lines_become_events_and_the_done_line_ends_them()
    {
        var events = Read([
            """{"model":"m","created_at":"2023-11-14T22:13:20.5Z","message":{"role":"assistant","content":"","thinking":"hm"},"done":false}""",
            """{"model":"m","message":{"role":"assistant","content":"hi"},"done":false}""",
            """{"model":"m","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"f","arguments":{"x": 1.0}}}]},"done":false}""",
            """{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":4,"eval_count":6}""",
        ]);

        events.Select(happened => happened.GetType().Name).ShouldBe(
            ["HubStart", "HubThoughtDelta", "HubThoughtEnd", "HubTextDelta", "HubCallStart", "HubCallDelta", "HubCallEnd", "HubFinish", "HubUsage", "HubEnd"]);
        events[0].ShouldBe(new HubStart("", "m", 1_700_000_000));
        events.OfType<HubCallDelta>().Single().Arguments.ToString().ShouldBe("""{"x":1.0}""");
    }

    [Theory]
    [InlineData("stop", HubFinishReason.Stop)]
    [InlineData("length", HubFinishReason.Length)]
    [InlineData("load", HubFinishReason.Load)]
    [InlineData("unload", HubFinishReason.Load)]
    public void Every_done_reason_is_read_alike_in_streams_and_bodies(string word, object reason)
    {
        var line = $$"""{"model":"m","message":{"content":"a"},"done":true,"done_reason":"{{word}}"}""";

        foreach (var kind in new[] { FrameKind.Event, FrameKind.Body })
        {
            Read([line], kind).OfType<HubFinish>().Single().Reason.ShouldBe((HubFinishReason)reason);
        }
    }

    [Fact]
    public void A_stream_without_a_done_line_is_a_cut()
    {
        Read(["""{"message":{"content":"a"},"done":false}"""]).ShouldNotContain(happened => happened is HubEnd || happened is HubFinish);
        Read(["""{"message":{"content":"a"},"done":false}"""], FrameKind.Body).OfType<HubError>().Single().Failure.Kind.ShouldBe(FailureKind.Garbled);
        Read(["oops"]).OfType<HubError>().Single().Failure.Kind.ShouldBe(FailureKind.Garbled);
    }

    [Fact]
    public void An_error_line_ends_the_reading()
    {
        var events = Read(["""{"error":"boom"}""", """{"message":{"content":"a"},"done":true}"""]);

        events.ShouldHaveSingleItem().ShouldBeOfType<HubError>().Failure.Kind.ShouldBe(FailureKind.Overloaded);
    }

    [Fact]
    public void Our_lines_are_geared_to_the_letter()
    {
        const string head = "{\"model\":\"up:1\",\"created_at\":\"2023-11-14T22:13:20Z\",\"message\":{\"role\":\"assistant\",\"content\":";

        Frames(Rich).Select(frame => Encoding.UTF8.GetString(frame.Raw.Span)).ShouldBe([
            head + "\"\",\"thinking\":\"h\"},\"done\":false}\n",
            head + "\"\",\"thinking\":\"m\"},\"done\":false}\n",
            head + "\"Hel\"},\"done\":false}\n",
            head + "\"lo\"},\"done\":false}\n",
            head + "\"\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1.0}}}]},\"done\":false}\n",
            head + "\"\"},\"done\":true,\"done_reason\":\"stop\",\"total_duration\":0,\"load_duration\":0,\"prompt_eval_count\":10,\"prompt_eval_duration\":0,\"eval_count\":9,\"eval_duration\":0}\n",
        ]);
    }

    [Fact]
    public void A_stream_of_ours_folds_to_the_whole_answer()
    {
        var whole = Frames(Rich, Whole).Single();
        whole.Kind.ShouldBe(FrameKind.Body);

        var streamed = Fold(Read(Frames(Rich).Select(frame => frame.Text())));
        var once = Fold(Read([whole.Text()], FrameKind.Body));
        Shape(streamed).ShouldBe(Shape(once));
        (streamed.IsComplete, streamed.Usage!.Output).ShouldBe((true, once.Usage!.Output));
    }

    [Theory]
    [InlineData(HubFinishReason.Length, "length")]
    [InlineData(HubFinishReason.Pause, "length")]
    [InlineData(HubFinishReason.Blocked, "stop")]
    [InlineData(HubFinishReason.Load, "load")]
    public void Finish_reasons_have_their_words(object reason, string word) =>
        Frames([new HubFinish(0, (HubFinishReason)reason), new HubEnd()]).Single().Text().ShouldContain($"\"done_reason\":\"{word}\"");

    [Fact]
    public void A_call_that_was_cut_is_left_out_named_and_takes_the_length_form()
    {
        var report = new MappingReport();
        var body = Frames(
            [new HubCallStart(0, 0, "c", JsonText.From("f")), new HubCallDelta(0, 0, JsonText.From("{\"a\":")), new HubFinish(0, HubFinishReason.ToolCalls), new HubEnd()],
            Whole, report).Single().Text();

        body.ShouldNotContain("tool_calls");
        body.ShouldContain("\"done_reason\":\"length\"");
        report.Dropped.ShouldBe(["/message/tool_calls"]);
    }

    [Fact]
    public void What_has_no_form_is_named_and_usage_is_never_invented()
    {
        var report = new MappingReport();
        var body = Frames(
            [new HubCitation(0, "u", null, default), new HubLogprobs(0, JsonRaw.EmptyObject), new HubUnknown("/audio"), new HubFinish(0, HubFinishReason.Stop), new HubEnd()],
            Whole, report).Single().Text();

        report.Dropped.ShouldBe(["/citations", "/logprobs", "/audio"]);
        body.ShouldNotContain("eval_count");
    }

    [Fact]
    public void Text_kept_for_a_whole_answer_outlives_its_frame()
    {
        var buffer = "one"u8.ToArray();
        var writer = O.CreateWriter(Whole, new MappingReport());
        var frames = new List<Frame>();
        writer.Write(new HubTextDelta(0, new JsonText(buffer)), frames);
        "two"u8.CopyTo(buffer);
        writer.Write(new HubEnd(), frames);

        frames.Single().Text().ShouldContain("\"content\":\"one\"");
    }

    private static HubFold Fold(List<HubEvent> events)
    {
        var fold = new HubFold();
        events.ForEach(fold.Add);
        return fold;
    }

    private static List<string> Shape(HubFold fold) =>
        [.. fold.Choices.SelectMany(choice => choice.Blocks.Select(block => $"{block.Kind} {block.Call?.Name} {block.Text}").Append($"{choice.Finish?.Reason}"))];
}
