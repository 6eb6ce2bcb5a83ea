namespace Banyan.Wire.Tests.Grammar;

/// <summary>The judges of streams are judged: each good stream passes, and each broken one is caught for the fault it has.</summary>
public sealed class StreamGrammarTests
{
    private static readonly SampleStream Chat = SampleStream.Of(
        'C',
        Chunk("""{"role":"assistant","content":""}"""),
        Chunk("""{"content":"a"}"""),
        Chunk("""{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"n","arguments":""}}]}"""),
        Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}"""),
        Chunk("{}", "\"tool_calls\""),
        """{"id":"i","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"total_tokens":2}}""",
        "[DONE]");

    private static readonly SampleStream Messages = SampleStream.Of(
        'A',
        """{"type":"message_start","message":{"usage":{"input_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"thinking"}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"t"}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"s"}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"content_block_start","index":1,"content_block":{"type":"text"}}""",
        """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"a"}}""",
        """{"type":"content_block_stop","index":1}""",
        """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}""",
        """{"type":"message_stop"}""");

    private static readonly SampleStream Responses = SampleStream.Of(
        'R',
        """{"type":"response.created","response":{}}""",
        """{"type":"response.in_progress","response":{}}""",
        """{"type":"response.output_item.added","output_index":0,"item":{"type":"message"}}""",
        """{"type":"response.content_part.added","output_index":0,"content_index":0}""",
        """{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"a"}""",
        """{"type":"response.output_text.done","output_index":0,"content_index":0,"text":"a"}""",
        """{"type":"response.content_part.done","output_index":0,"content_index":0}""",
        """{"type":"response.output_item.done","output_index":0,"item":{"type":"message","id":"m"}}""",
        """{"type":"response.output_item.added","output_index":1,"item":{"type":"function_call"}}""",
        """{"type":"response.function_call_arguments.delta","output_index":1,"delta":"{}"}""",
        """{"type":"response.function_call_arguments.done","output_index":1,"arguments":"{}"}""",
        """{"type":"response.output_item.done","output_index":1,"item":{"type":"function_call","id":"f"}}""",
        """{"type":"response.completed","response":{"output":[{"type":"message","id":"m"},{"type":"function_call","id":"f"}]}}""");

    private static readonly SampleStream Gemini = SampleStream.Of(
        'G',
        """{"candidates":[{"index":0,"content":{"parts":[{"text":"a"}]}},{"index":1,"content":{"parts":[{"text":"b"}]}}]}""",
        """{"candidates":[{"index":1,"finishReason":"STOP"}]}""",
        """{"candidates":[{"index":0,"finishReason":"STOP"}]}""");

    private static readonly SampleStream Ollama = SampleStream.Of(
        'O',
        """{"model":"m","message":{"content":"a"},"done":false}""",
        """{"model":"m","message":{"content":""},"done":true,"done_reason":"stop"}""");

    [Fact]
    public void Good_streams_pass()
    {
        foreach (var good in (SampleStream[])[Chat, Messages, Responses, Gemini, Ollama, Chat.Without(5), Messages.With(4, """{"type":"ping"}""")])
        {
            good.Check().ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_good_stream_is_not_taken_for_a_failed_one()
    {
        foreach (var good in (SampleStream[])[Chat, Messages, Responses, Gemini, Ollama])
        {
            good.Check(failed: true).ShouldContain(fault => fault.Contains("does not end with a", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_failed_stream_ends_with_its_error_alone()
    {
        (SampleStream Good, string Error)[] cases =
        [
            (Chat.Without(6), """{"error":{"message":"m"}}"""),
            (Messages.Without(8, 2), """{"type":"error","error":{}}"""),
            (Responses.Without(12), """{"type":"response.failed","response":{}}"""),
            (Gemini.Without(1, 2), """{"error":{"code":500}}"""),
            (Ollama.Without(1), """{"error":"m"}"""),
        ];
        foreach (var (good, error) in cases)
        {
            var failed = good.With(good.Count, error);
            failed.Check(failed: true).ShouldBeEmpty(error);
            failed.Check().ShouldNotBeEmpty(error);
            good.Check(failed: true).ShouldNotBeEmpty("without its error: " + error);
            failed.Twice(good.Count).Check(failed: true).ShouldNotBeEmpty("error twice: " + error);
        }
    }

    [Fact]
    public void Broken_chat_streams_are_caught()
    {
        Caught(Chat.Without(6), "does not end with [DONE]");
        Caught(Chat.Without(4, 2), "[DONE] before every choice finished");
        Caught(Chat.Twice(6), "something follows the end");
        Caught(Chat.Moved(1, 4), "after its finish");
        Caught(Chat.Twice(4), "after its finish");
        Caught(Chat.Without(0), "first delta of a choice has no role");
        Caught(Chat.Changed(1, "\"index\":0,", ""), "a choice without index");
        Caught(Chat.Changed(3, "\"index\":0,\"function\"", "\"index\":1,\"function\""), "first fragment of a call");
        Caught(Chat.Twice(2), "first fragment of a call");
        Caught(Chat.Changed(3, "\"created\":1", "\"created\":2"), "not the same for all chunks");
        Caught(Chat.Moved(5, 1), "not the usage chunk after all finishes");
        Caught(Chat.Twice(5), "not the usage chunk after all finishes");
        Caught(Chat.Changed(1, "\"delta\"", "\"message\""), "without delta");
        Caught(Chat.Changed(1, "\"finish_reason\":null", "\"x\":0"), "finish_reason is missing");
        Caught(Chat.With(1, "no json"), "not a JSON object");
    }

    [Fact]
    public void Broken_message_streams_are_caught()
    {
        Caught(Messages.Without(9), "does not end with message_stop");
        Caught(Messages.Twice(9), "something follows the end");
        Caught(Messages.Without(8), "message_stop without message_delta");
        Caught(Messages.Twice(8), "message_delta twice");
        Caught(Messages.Twice(0), "a second message_start");
        Caught(Messages.Without(0), "before message_start");
        Caught(Messages.Without(7), "message_delta twice or inside a block");
        Caught(Messages.Without(4), "a block opens inside another");
        Caught(Messages.Twice(7), "a block closes that is not open");
        Caught(Messages.Moved(6, 8), "a delta of a block that is not open");
        Caught(Messages.Changed(5, "\"index\":1", "\"index\":2"), "not the number of blocks before it");
        Caught(Messages.Changed(6, "\"index\":1", "\"index\":0"), "a delta of a block that is not open");
        Caught(Messages.Without(6), "an empty text block");
        Caught(Messages.Moved(3, 2), "signature_delta is not the last delta");
        Caught(Messages.Changed(6, "text_delta", "thinking_delta"), "thinking_delta in a text block");
        Caught(Messages.Changed(8, "\"stop_reason\":\"end_turn\"", ""), "without stop_reason");
        Caught(Messages.Changed(6, "content_block_delta", "content_delta"), "unknown event");
    }

    [Fact]
    public void Broken_response_streams_are_caught()
    {
        Caught(Responses.Without(12), "does not end with completed");
        Caught(Responses.Twice(12), "something follows the end");
        Caught(Responses.Without(0), "first event is not response.created");
        Caught(Responses.Without(1), "second event is not response.in_progress");
        Caught(Responses.With(5, """{"type":"response.created","response":{}}"""), "a second response.created");
        Caught(Responses.Without(11), "an item is left open");
        Caught(Responses.Without(7), "an item opens inside another");
        Caught(Responses.Without(6), "an item closes with an open part");
        Caught(Responses.Without(3), "outside a part");
        Caught(Responses.Moved(4, 8), "outside its item");
        Caught(Responses.Moved(9, 11), "outside its item");
        Caught(Responses.Changed(8, "\"output_index\":1", "\"output_index\":2"), "output_index is not contiguous");
        Caught(Responses.Changed(3, "\"content_index\":0", "\"content_index\":1"), "index of a part");
        Caught(Responses.Changed(5, "\"text\":\"a\"", "\"text\":\"b\""), "does not equal its deltas");
        Caught(Responses.Changed(10, "\"{}\"", "\"{ }\""), "does not equal its deltas");
        Caught(Responses.Without(3, 4), "an empty message item");
        Caught(Responses.Changed(12, "\"id\":\"f\"", "\"id\":\"g\""), "not what the events told");
        Caught(Responses.Changed(12, ",{\"type\":\"function_call\",\"id\":\"f\"}", ""), "another number of items");
        Caught(Responses.Changed(4, "\"delta\":\"a\"", "\"delta\":\"a\",\"sequence_number\":9"), "does not count from 0");
    }

    [Fact]
    public void Broken_Gemini_and_Ollama_streams_are_caught()
    {
        Caught(Gemini.Without(2), "a candidate has no finishReason");
        Caught(Gemini.Twice(2), "of a candidate after its finish");
        Caught(Gemini.Moved(0, 2), "of a candidate after its finish");
        Caught(Gemini.Changed(2, "\"index\":0", "\"index\":2"), "a candidate has no finishReason");
        Caught(Gemini.With(1, "[]"), "not a JSON object");
        Caught(Ollama.Without(1), "does not end with done:true");
        Caught(Ollama.Twice(1), "something follows the end");
        Caught(Ollama.Moved(0, 1), "something follows the end");
        Caught(Ollama.Changed(1, ",\"done_reason\":\"stop\"", ""), "no done_reason");
        Caught(Ollama.Changed(0, "\"model\":\"m\",", ""), "without model, message or done");
        Caught(Ollama.With(0, "data: x"), "not a JSON object");
    }

    private static void Caught(SampleStream broken, string fault) => broken.Check().ShouldContain(found => found.Contains(fault, StringComparison.Ordinal), fault);

    private static string Chunk(string delta, string finish = "null") =>
        $$"""{"id":"i","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""";
}
