using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Translation;

/// <summary>Asks and answers as plain values, for who composes asks of its own.</summary>
public sealed class PlainAskTests
{
    [Fact]
    public void An_ask_is_written_in_the_order_of_the_language_and_is_read_as_meant()
    {
        var ask = new PlainAsk
        {
            Model = "fast",
            Turns =
            [
                new PlainTurn(PlainRole.System, "Be brief."),
                new PlainTurn(PlainRole.Assistant, "") { Calls = [new PlainCall("call_1", "find", """{"q":1.0}""")] },
                new PlainTurn(PlainRole.Tool, "none") { CallId = "call_1" },
                new PlainTurn(PlainRole.User, "") { Parts = """[{"type":"text","text":"Grüße"}]""" },
            ],
            Tools = [new PlainTool("find", "Finds.", """{"type":"object"}""") { IsStrict = true }],
            ToolChoice = "\"auto\"",
            ResponseFormat = """{"type":"json_object"}""",
            MaxTokens = 20,
            Temperature = 0.5m,
            Stop = ["END"],
            Seed = 7,
            Streams = true,
        };

        var body = ask.ToBody();

        System.Text.Encoding.UTF8.GetString(body.Bytes.Span).ShouldBe(
            """{"model":"fast","messages":[{"role":"system","content":"Be brief."},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"find","arguments":"{\"q\":1.0}"}}]},{"role":"tool","content":"none","tool_call_id":"call_1"},{"role":"user","content":[{"type":"text","text":"Grüße"}]}],"max_completion_tokens":20,"temperature":0.5,"stop":["END"],"stream":true,"stream_options":{"include_usage":true},"tools":[{"type":"function","function":{"name":"find","description":"Finds.","parameters":{"type":"object"},"strict":true}}],"tool_choice":"auto","response_format":{"type":"json_object"},"seed":7}""");
        body.Lens.Problem.ShouldBeNull();
        body.Lens.ToolNames.ShouldBe(["find"]);
        (body.Lens.Model, body.Lens.Streams, body.Lens.MaxOutputTokens).ShouldBe(("fast", true, 20L));
    }
}
