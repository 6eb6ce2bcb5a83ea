using System.Text;
using Banyan.Wire.Framing;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Translation;

/// <summary>Answers of any language as plain values.</summary>
public sealed class PlainAnswerTests
{
    private static readonly string[] ChatStream =
    [
        """{"id":"c1","model":"m-1","choices":[{"index":0,"delta":{"role":"assistant","content":"Look"}}]}""",
        """{"id":"c1","model":"m-1","choices":[{"index":0,"delta":{"content":"ing."}}]}""",
        """{"id":"c1","model":"m-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"find","arguments":"{\"q\":"}}]}}]}""",
        """{"id":"c1","model":"m-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"desk\"}"}}]}}]}""",
        """{"id":"c1","model":"m-1","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""",
        """{"id":"c1","model":"m-1","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}""",
        "[DONE]",
    ];

    [Fact]
    public void A_stream_is_told_piece_by_piece_and_added_up()
    {
        var answer = new PlainAnswer(DialectTable.Get(DialectId.OpenAiChat));
        var told = new List<PlainPiece>();
        foreach (var frame in ChatStream)
        {
            told.AddRange(answer.Push(SseWriter.Frame(default, Encoding.UTF8.GetBytes(frame))));
        }

        told.AddRange(answer.End());
        told.Select(piece => piece.Text).Where(text => text.Length > 0).ShouldBe(["Look", "ing."]);
        told.Select(piece => piece.Call).OfType<PlainCall>().ShouldBe([new PlainCall("call_1", "find", """{"q":"desk"}""")]);
        (answer.Text, answer.Finish, answer.Model, answer.IsComplete).ShouldBe(("Looking.", "tool_calls", "m-1", true));
        answer.Calls.ShouldHaveSingleItem().Arguments.ShouldBe("""{"q":"desk"}""");
        answer.Usage!.Output.ShouldBe(4);
    }

    [Fact]
    public void A_cut_stream_is_not_whole()
    {
        var answer = new PlainAnswer(DialectTable.Get(DialectId.OpenAiChat));
        foreach (var frame in ChatStream.Take(3))
        {
            answer.Push(SseWriter.Frame(default, Encoding.UTF8.GetBytes(frame)));
        }

        answer.End();
        answer.IsComplete.ShouldBeFalse();
        answer.Finish.ShouldBeNull();
        answer.Text.ShouldBe("Looking.");
        answer.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void A_whole_answer_of_another_language_reads_alike()
    {
        var answer = new PlainAnswer(DialectTable.Get(DialectId.Anthropic));
        answer.Push(Frame.Body("""{"id":"msg_1","type":"message","role":"assistant","model":"m-2","content":[{"type":"text","text":"Looking."},{"type":"tool_use","id":"toolu_1","name":"find","input":{"q":"desk"}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":4}}"""u8.ToArray()));
        answer.End();

        (answer.Text, answer.Finish, answer.IsComplete).ShouldBe(("Looking.", "tool_calls", true));
        answer.Calls.ShouldBe([new PlainCall("toolu_1", "find", """{"q":"desk"}""")]);
    }
}
