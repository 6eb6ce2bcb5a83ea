using System.Text;
using Banyan.Wire.Framing;
using static Banyan.Wire.Tests.Dialects.Ollama.OllamaKit;

namespace Banyan.Wire.Tests.Dialects.Ollama;

public sealed class OllamaFramesTests
{
    [Fact]
    public void Plain_text_is_content_without_allocating()
    {
        var frame = new Frame(default, Utf8("""{"model":"m","created_at":"t","message":{"role":"assistant","content":"a\"b"},"done":false}"""), FrameKind.Event);
        O.Read(frame).ShouldBe(new FrameMeaning(FrameTraits.Content, TextBytes: 4));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 100; turn++)
        {
            O.Read(frame);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void The_done_line_finishes_ends_and_counts()
    {
        var meaning = Meaning("""{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":11,"eval_count":7}""");

        meaning.Has(FrameTraits.Finish | FrameTraits.Terminal | FrameTraits.Usage).ShouldBeTrue();
        meaning.IsContent.ShouldBeFalse();
        var tokens = meaning.Usage!.ToTokens(false)!;
        (tokens.Prompt, tokens.Completion).ShouldBe((11L, 7L));
    }

    [Fact]
    public void A_cached_prompt_is_not_counted_as_nothing()
    {
        var usage = Meaning("""{"done":true,"eval_count":7}""").Usage!;

        (usage.Input, usage.Output).ShouldBe((null, 7L));
    }

    [Theory]
    [InlineData("""{"message":{"role":"assistant","content":""},"done":false}""", FrameTraits.Preamble)]
    [InlineData("""{"message":{"content":"","tool_calls":[{"function":{"name":"f","arguments":{}}}]},"done":false}""", FrameTraits.Preamble | FrameTraits.Content | FrameTraits.Call)]
    [InlineData("""{"message":{"content":"\"done\":true"},"done":false}""", FrameTraits.Content)]
    [InlineData("""{"status":"pulling"}""", FrameTraits.Other)]
    public void Lines_carry_what_stands_in_them(string line, FrameTraits traits) => Meaning(line).Traits.ShouldBe(traits);

    [Theory]
    [InlineData("""{"error":"an error was encountered while running the model"}""", FailureKind.Overloaded)]
    [InlineData("""{"error":"model 'x' not found"}""", FailureKind.ModelGone)]
    [InlineData("nonsense", FailureKind.Garbled)]
    [InlineData("[]", FailureKind.Garbled)]
    public void Errors_in_a_line_are_failures(string line, FailureKind kind)
    {
        var meaning = Meaning(line);

        meaning.Has(FrameTraits.Error).ShouldBeTrue();
        meaning.Failure!.Kind.ShouldBe(kind);
    }

    [Fact]
    public void Whole_bodies_are_read_and_empty_ones_are_garbled()
    {
        Meaning("""{"message":{"content":"hi"},"done":true,"prompt_eval_count":1,"eval_count":1}""", FrameKind.Body)
            .Has(FrameTraits.Content | FrameTraits.Finish | FrameTraits.Usage).ShouldBeTrue();
        Meaning("""{"embeddings":[[1]],"prompt_eval_count":3}""", FrameKind.Body).Has(FrameTraits.Content | FrameTraits.Usage).ShouldBeTrue();
        Meaning("{}", FrameKind.Body).Failure!.Kind.ShouldBe(FailureKind.Garbled);
        Meaning("", FrameKind.Body).Failure!.Kind.ShouldBe(FailureKind.Garbled);
    }

    [Fact]
    public void A_stream_is_closed_with_an_error_line_and_kept_alive_by_empty_lines()
    {
        var closer = O.CreateCloser();
        Encoding.UTF8.GetString(closer.Heartbeat().Raw.Span).ShouldBe(
            "{\"model\":\"\",\"created_at\":\"1970-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":false}\n");

        closer.Saw(new Frame(default, Utf8("""{"model":"m:1","created_at":"2026-01-02T03:04:05Z","message":{"content":"a"},"done":false}"""), FrameKind.Event));
        var beat = closer.Heartbeat();
        (beat.Kind, beat.Data.IsEmpty).ShouldBe((FrameKind.Comment, true));
        Encoding.UTF8.GetString(beat.Raw.Span).ShouldStartWith("{\"model\":\"m:1\",\"created_at\":\"2026-01-02T03:04:05Z\"");

        var last = closer.Close(new Failure(FailureKind.Garbled, "upstream_cut", "cut \"short\""), "r").ShouldHaveSingleItem();
        Encoding.UTF8.GetString(last.Raw.Span).ShouldBe("{\"error\":\"cut \\\"short\\\"\"}\n");
    }
}
