using System.Text;
using System.Text.Json.Nodes;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Tests.Dialects.OpenAiResponses;
using Banyan.Wire.Tests.GoldenData;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Translation;

/// <summary>Signatures of turns whose caller has no place for them: Ollama's. The upstreams' bytes are written by hand after their references, read 2026-11-21.</summary>
public sealed class TurnSignatureTests
{
    /// <summary>platform.claude.com, "Streaming messages" and "Extended thinking".</summary>
    private const string Anthropic = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_01","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"first \ud83d\ude00 thought"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"EqQB-one=="}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"EmwK-hidden=="}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}

        event: content_block_start
        data: {"type":"content_block_start","index":2,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"I look."}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":2}

        event: content_block_start
        data: {"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"toolu_1","name":"look","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{\"z\":1.0,\"a\":[1, 2]}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":3}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":7}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    /// <summary>ai.google.dev, "Thought signatures": on the first of parallel calls alone.</summary>
    private const string Gemini = """
        data: {"candidates":[{"content":{"role":"model","parts":[{"text":"first 😀 thought","thought":true}]},"index":0}],"usageMetadata":{"promptTokenCount":9,"totalTokenCount":9},"modelVersion":"m","responseId":"g1"}

        data: {"candidates":[{"content":{"role":"model","parts":[{"text":"I look."},{"functionCall":{"name":"look","args":{"z":1.0,"a":[1, 2]}},"thoughtSignature":"Cs-one=="},{"functionCall":{"name":"list","args":{}}}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":7,"totalTokenCount":16},"modelVersion":"m","responseId":"g1"}


        """;

    /// <summary>developers.openai.com, "Reasoning models": encrypted reasoning items.</summary>
    private const string Responses = """
        event: response.created
        data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"m","output":[]}}

        event: response.output_item.added
        data: {"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[]}}

        event: response.reasoning_summary_part.added
        data: {"type":"response.reasoning_summary_part.added","sequence_number":2,"item_id":"rs_1","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}

        event: response.reasoning_summary_text.delta
        data: {"type":"response.reasoning_summary_text.delta","sequence_number":3,"item_id":"rs_1","output_index":0,"summary_index":0,"delta":"first 😀 thought"}

        event: response.output_item.done
        data: {"type":"response.output_item.done","sequence_number":4,"output_index":0,"item":{"id":"rs_1","type":"reasoning","encrypted_content":"gAAA-one==","summary":[{"type":"summary_text","text":"first 😀 thought"}]}}

        event: response.output_item.added
        data: {"type":"response.output_item.added","sequence_number":5,"output_index":1,"item":{"id":"fc_1","type":"function_call","status":"in_progress","call_id":"call_1","name":"look","arguments":""}}

        event: response.function_call_arguments.delta
        data: {"type":"response.function_call_arguments.delta","sequence_number":6,"item_id":"fc_1","output_index":1,"delta":"{\"z\":1.0,\"a\":[1, 2]}"}

        event: response.output_item.done
        data: {"type":"response.output_item.done","sequence_number":7,"output_index":1,"item":{"id":"fc_1","type":"function_call","status":"completed","call_id":"call_1","name":"look","arguments":"{\"z\":1.0,\"a\":[1, 2]}"}}

        event: response.completed
        data: {"type":"response.completed","sequence_number":8,"response":{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":[{"id":"rs_1","type":"reasoning","encrypted_content":"gAAA-one==","summary":[{"type":"summary_text","text":"first 😀 thought"}]},{"id":"fc_1","type":"function_call","status":"completed","call_id":"call_1","name":"look","arguments":"{\"z\":1.0,\"a\":[1, 2]}"}],"usage":{"input_tokens":9,"output_tokens":7,"total_tokens":16}}}


        """;

    private readonly FakeSeal _seal = new();
    private readonly JsonArray _said = [new JsonObject { ["role"] = "user", ["content"] = "look around" }];

    [Fact]
    public void Anthropics_signatures_come_back_on_their_thoughts_in_their_places()
    {
        Hear(DialectId.Anthropic, Anthropic);

        var blocks = Ask(DialectId.Anthropic)["messages"]![1]!["content"]!.AsArray();

        blocks[0]!.ToJsonString().ShouldBe(JsonNode.Parse("""{"type":"thinking","thinking":"first 😀 thought","signature":"EqQB-one=="}""")!.ToJsonString());
        blocks[1]!.ToJsonString().ShouldBe("""{"type":"redacted_thinking","data":"EmwK-hidden=="}""");
        blocks.Skip(2).Select(block => block!["type"]!.GetValue<string>()).ShouldBe(["text", "tool_use"]);
    }

    [Fact]
    public void Geminis_signature_comes_back_on_the_first_of_parallel_calls_alone()
    {
        Hear(DialectId.Gemini, Gemini);

        var parts = Ask(DialectId.Gemini)["contents"]![1]!["parts"]!.AsArray().Where(part => part!["functionCall"] is not null).ToList();

        parts[0]!["thoughtSignature"]!.GetValue<string>().ShouldBe("Cs-one==");
        parts[1]!["thoughtSignature"].ShouldBeNull();
    }

    [Fact]
    public void OpenAis_encrypted_reasoning_comes_back_before_its_call()
    {
        Hear(DialectId.OpenAiResponses, Responses);

        var items = Ask(DialectId.OpenAiResponses)["input"]!.AsArray();

        items[1]!["type"]!.GetValue<string>().ShouldBe("reasoning");
        items[1]!["encrypted_content"]!.GetValue<string>().ShouldBe("gAAA-one==");
        items[2]!["type"]!.GetValue<string>().ShouldBe("function_call");
    }

    [Theory]
    [InlineData(DialectId.Gemini, Gemini, "Cs-one==")]
    [InlineData(DialectId.OpenAiResponses, Responses, "gAAA-one==")]
    public void A_caller_who_dropped_the_thoughts_still_brings_the_signature_back(DialectId upstream, string stream, string signature)
    {
        Hear(upstream, stream);
        _said[1]!.AsObject().Remove("thinking");

        Ask(upstream).ToJsonString().ShouldContain(signature);
    }

    [Fact]
    public void A_thought_whose_words_are_gone_is_left_out_where_the_words_are_signed()
    {
        Hear(DialectId.Anthropic, Anthropic);
        _said[1]!["thinking"] = "something else";

        var blocks = Ask(DialectId.Anthropic)["messages"]![1]!["content"]!.AsArray();

        blocks.Select(block => block!["type"]!.GetValue<string>()).ShouldBe(["redacted_thinking", "text", "tool_use"]);
    }

    [Fact]
    public void Turns_alike_are_told_apart_by_what_was_said_before()
    {
        Hear(DialectId.Gemini, Gemini);
        Hear(DialectId.Gemini, Gemini.Replace("Cs-one==", "Cs-two==", StringComparison.Ordinal));

        Signatures(Ask(DialectId.Gemini)).ShouldBe(["Cs-one==", "Cs-two=="]);
    }

    [Fact]
    public void A_caller_who_cut_its_history_still_finds_the_newest_turn_of_its_like()
    {
        Hear(DialectId.Gemini, Gemini);
        Hear(DialectId.Gemini, Gemini.Replace("Cs-one==", "Cs-two==", StringComparison.Ordinal).Replace("I look.", "I look again.", StringComparison.Ordinal));
        for (var gone = 0; gone < 3; gone++)
        {
            _said.RemoveAt(1);
        }

        Signatures(Ask(DialectId.Gemini)).ShouldBe(["Cs-two=="]);
    }

    [Fact]
    public void Another_issuer_gets_none_of_it()
    {
        Hear(DialectId.Gemini, Gemini);

        Ask(DialectId.Gemini, "somebody else").ToJsonString().ShouldNotContain("Cs-one==");
        Ask(DialectId.Anthropic).ToJsonString().ShouldNotContain("Cs-one==");
        Ask(DialectId.Gemini).ToJsonString().ShouldContain("Cs-one==");
    }

    private static List<string> Signatures(JsonNode ask) =>
        [.. ask["contents"]!.AsArray().SelectMany(entry => entry!["parts"]!.AsArray()).Select(part => part!["thoughtSignature"]?.GetValue<string>()).OfType<string>()];

    /// <summary>Asks, hears the answer as an Ollama client does, and keeps what such a client keeps: arguments as its own language writes them.</summary>
    private void Hear(DialectId upstream, string stream)
    {
        var facts = new AnswerFacts { Streams = true, ExchangeId = "turn", Issuer = Issuer(upstream), Seal = _seal, Ask = Body().Bytes };
        var translator = new AnswerTranslator(DialectTable.Get(upstream), DialectTable.Get(DialectId.Ollama), facts, new MappingReport());
        var lines = Encoding.UTF8.GetString(Streams.Translate(translator, DialectTable.Get(upstream), Encoding.UTF8.GetBytes(stream)));
        translator.Failure.ShouldBeNull();
        var turn = new JsonObject { ["role"] = "assistant", ["content"] = "", ["thinking"] = "" };
        foreach (var message in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["message"]!))
        {
            turn["content"] = turn["content"]!.GetValue<string>() + message["content"]!.GetValue<string>();
            turn["thinking"] = turn["thinking"]!.GetValue<string>() + message["thinking"]?.GetValue<string>();
            foreach (var call in message["tool_calls"]?.AsArray() ?? [])
            {
                var name = call!["function"]!["name"]!.GetValue<string>();
                var arguments = name == "look" ? """{ "a": [1,2], "z": 1 }""" : "{}";
                ((JsonArray)(turn["tool_calls"] ??= new JsonArray())).Add(JsonNode.Parse($$$"""{"function":{"name":"{{{name}}}","arguments":{{{arguments}}}}}"""));
            }
        }

        _said.Add(turn);
        foreach (var call in turn["tool_calls"]!.AsArray())
        {
            _said.Add(new JsonObject { ["role"] = "tool", ["tool_name"] = call!["function"]!["name"]!.GetValue<string>(), ["content"] = "seen" });
        }
    }

    private JsonNode Ask(DialectId upstream, string? issuer = null)
    {
        var translated = Translator.Translate(
            Body(), DialectTable.Get(upstream), GoldenRunner.Facts("m") with { Issuer = issuer ?? Issuer(upstream), Seal = _seal }, strict: false);
        translated.Refusal.ShouldBeNull(translated.Refusal?.Message);
        return JsonNode.Parse(translated.Body)!;
    }

    private WireBody Body() => new(
        DialectTable.Get(DialectId.Ollama), Encoding.UTF8.GetBytes(new JsonObject { ["model"] = "m", ["messages"] = _said.DeepClone() }.ToJsonString()), Operation.Chat);

    private static string Issuer(DialectId upstream) => $"issuer {upstream}";
}
