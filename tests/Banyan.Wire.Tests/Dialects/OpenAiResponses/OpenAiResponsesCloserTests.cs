using System.Text;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Tests.Dialects.OpenAiResponses;

public sealed class OpenAiResponsesCloserTests
{
    private static readonly Failure Cut = new(FailureKind.Garbled, "upstream_cut", "The stream was cut.");

    private static readonly HubEvent[] Row =
    [
        new HubStart("id", "m", 5),
        new HubThoughtDelta(0, ResponsesKit.Text("hm")),
        new HubThoughtEnd(0, null, false),
        new HubTextDelta(0, ResponsesKit.Text("one \"two\"")),
        new HubCitation(0, "http://x", "t", default),
        new HubTextEnd(0),
        new HubTextDelta(0, ResponsesKit.Text("three")),
        new HubCallStart(0, 0, "call_1", ResponsesKit.Text("look")),
        new HubCallDelta(0, 0, ResponsesKit.Text("{\"a\":")),
        new HubCallDelta(0, 0, ResponsesKit.Text("1}")),
        new HubFinish(0, HubFinishReason.ToolCalls),
        new HubEnd(),
    ];

    [Fact]
    public void A_stream_cut_after_any_event_is_closed_as_the_grammar_demands_and_fails()
    {
        var whole = ResponsesKit.Write(streams: true, Row);
        for (var cut = 1; cut < whole.Count; cut++)
        {
            var closer = ResponsesKit.Dialect.CreateCloser();
            var seen = whole[..cut];
            seen.ForEach(frame => closer.Saw(frame));
            seen.AddRange(closer.Close(Cut, "req"));

            ResponsesGrammar.Check(seen);
            var last = ResponsesKit.Json(seen[^1]);
            last.GetProperty("type").GetString().ShouldBe("response.failed");
            var response = last.GetProperty("response");
            response.GetProperty("error").GetProperty("code").GetString().ShouldBe("upstream_cut");
            response.GetProperty("created_at").GetInt64().ShouldBe(5);
            response.GetProperty("model").GetString().ShouldBe("m");
        }
    }

    [Fact]
    public void Before_anything_was_created_the_error_stands_alone()
    {
        var frame = ResponsesKit.Dialect.CreateCloser().Close(Cut, "req").ShouldHaveSingleItem();
        Encoding.UTF8.GetString(frame.Raw.Span).ShouldBe(
            "event: error\ndata: {\"type\":\"error\",\"sequence_number\":0,\"code\":\"upstream_cut\",\"message\":\"The stream was cut.\",\"param\":null}\n\n");
    }

    [Fact]
    public void A_stream_that_has_ended_gets_nothing_more()
    {
        var closer = ResponsesKit.Dialect.CreateCloser();
        ResponsesKit.Write(streams: true, Row).ForEach(frame => closer.Saw(frame));
        closer.Close(Cut, "req").ShouldBeEmpty();
    }

    [Fact]
    public void A_relayed_stream_without_part_events_is_closed_with_the_text_that_was_seen()
    {
        var closer = ResponsesKit.Dialect.CreateCloser();
        closer.Saw(ResponsesKit.Event("""{"type":"response.created","sequence_number":1,"response":{"id":"r","model":"m","created_at":9}}"""));
        closer.Saw(ResponsesKit.Event("""{"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"type":"message","id":"i","role":"assistant","status":"in_progress","content":[]}}"""));
        closer.Saw(ResponsesKit.Event("""{"type":"response.output_text.delta","sequence_number":3,"item_id":"i","output_index":0,"content_index":0,"delta":"Hel"}"""));
        closer.Saw(ResponsesKit.Event("""{"type":"response.output_text.delta","sequence_number":4,"item_id":"i","output_index":0,"content_index":0,"delta":"lo"}"""));

        var frames = closer.Close(Cut, "req");
        frames.Select(frame => ResponsesKit.Type(frame)).ShouldBe(["response.output_text.done", "response.output_item.done", "response.failed"]);
        ResponsesKit.Json(frames[0]).GetProperty("text").GetString().ShouldBe("Hello");
        ResponsesKit.Json(frames[0]).GetProperty("sequence_number").GetInt64().ShouldBe(5);
        ResponsesKit.Json(frames[1]).GetProperty("item").GetProperty("status").GetString().ShouldBe("incomplete");
        ResponsesKit.Json(frames[2]).GetProperty("response").GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString().ShouldBe("Hello");
    }

    [Fact]
    public void A_keep_alive_is_a_comment() => Encoding.UTF8.GetString(ResponsesKit.Dialect.CreateCloser().Heartbeat().Raw.Span).ShouldBe(": ping\n\n");
}
