using System.Text;
using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Translation;

/// <summary>Tools, calls and results are put into an ask of any language, and nothing else of it changes.</summary>
public sealed class ToolTurnTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse("""{"type":"object","properties":{"q":{"type":"string"}}}""").RootElement;

    public static TheoryData<string, string> Asks => new()
    {
        { "openai-chat", """{ "model": "m",  "messages": [{"role":"user","content":"Hi \u00fc"}], "x_own": 1.10 }""" },
        { "openai-chat", """{"messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"mine","parameters":{}}}],"model":"m"}""" },
        { "openai-chat", """{"messages":[{"role":"user","content":"Hi"}],"tools":[],"model":"m"}""" },
        { "openai-responses", """{"model":"m","input":"Hi","store":false}""" },
        { "openai-responses", """{"model":"m","input":[{"role":"user","content":"Hi"}]}""" },
        { "anthropic", """{"model":"m","max_tokens":5,"messages":[{"role":"user","content":"Hi"}],"system":[{"type":"text","text":"S","cache_control":{"type":"ephemeral"}}]}""" },
        { "gemini", """{"contents":[{"role":"user","parts":[{"text":"Hi"}]}],"generationConfig":{"temperature":0.50}}""" },
        { "ollama", """{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":false}""" },
    };

    [Theory]
    [MemberData(nameof(Asks))]
    public void A_tool_is_offered_beside_those_that_are_there(string dialect, string body)
    {
        var ask = Body(dialect, body);
        var own = Hub(ask).Tools.Count;
        var offered = ToolTurns.Offer(ask, [new ToolOffer("find", "Finds \"it\".", Schema), new ToolOffer("other", "Does.", Schema)]);
        offered.Lens.Problem.ShouldBeNull();
        Hub(offered).Tools.Select(tool => tool.Name.ToString()).Skip(own).ShouldBe(["find", "other"]);
        Hub(offered).Tools[own].Description!.Value.ToString().ShouldBe("Finds \"it\".");
        Rest(offered, dialect).ShouldBe(Rest(ask, dialect));
    }

    [Theory]
    [MemberData(nameof(Asks))]
    public void A_turn_and_its_results_go_behind_the_history(string dialect, string body)
    {
        var ask = Body(dialect, body);
        var turn = Turn();
        var went = ToolTurns.Continue(ask, turn, [new ToolAnswer(turn.Calls[0], """{"n":1}""", false), new ToolAnswer(turn.Calls[1], """{"error":"no"}""", true)], freesChoice: false);
        went.Lens.Problem.ShouldBeNull();
        var turns = Hub(went).Turns.Where(one => one.Role is not HubRole.System).ToList();
        turns[0].Role.ShouldBe(HubRole.User);
        turns.SelectMany(one => one.Parts).OfType<HubCall>().Select(call => call.Name.ToString()).ShouldBe(["find", "other"]);
        turns.SelectMany(one => one.Parts).OfType<HubCall>().First().Arguments.ToString().ShouldBe("""{"q":"a\"b"}""");
        turns.SelectMany(one => one.Parts).OfType<HubResult>().Count().ShouldBe(2);
        turns[1].Role.ShouldBe(HubRole.Assistant);
        if (dialect is not ("gemini" or "ollama"))
        {
            turns.SelectMany(one => one.Parts).OfType<HubResult>().Select(result => result.CallId).ShouldBe(["call_1", "call_2"]);
            ToolTurns.Calls(went).Select(call => call.CallId).ShouldBe(["call_1", "call_2"]);
        }
    }

    [Theory]
    [InlineData("openai-chat", """{"model":"m","tool_choice":"required","messages":[]}""", true)]
    [InlineData("anthropic", """{"model":"m","max_tokens":5,"tool_choice":{"type":"tool","name":"find"},"messages":[]}""", true)]
    [InlineData("openai-responses", """{"model":"m","tool_choice":"required","input":[]}""", true)]
    [InlineData("gemini", """{"contents":[{"role":"user","parts":[{"text":"Hi"}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY"}}}""", true)]
    [InlineData("gemini", """{"contents":[{"role":"user","parts":[{"text":"Hi"}]}],"tool_config":{"function_calling_config":{"mode":"ANY"}}}""", true)]
    [InlineData("openai-chat", """{"model":"m","tool_choice":"auto","messages":[]}""", false)]
    public void A_forced_choice_is_seen_and_freed(string dialect, string body, bool isForced)
    {
        var ask = Body(dialect, body);
        ToolTurns.IsForced(ask).ShouldBe(isForced);
        var turn = Turn();
        ToolTurns.IsForced(ToolTurns.Continue(ask, turn, [new ToolAnswer(turn.Calls[0], "1", false)], freesChoice: true)).ShouldBeFalse();
    }

    [Fact]
    public void Kept_turns_go_before_the_callers_half()
    {
        var ask = Body("openai-chat", """{"model":"m","messages":[{"role":"user","content":"Hi"},{"role":"assistant","tool_calls":[{"id":"call_b","type":"function","function":{"name":"mine","arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_b","content":"x"}]}""");
        ToolTurns.Calls(ask).ShouldBe([("call_b", 1)]);
        var turn = Turn();
        var kept = ToolTurns.Keep(ask.Dialect, turn, [new ToolAnswer(turn.Calls[0], "1", false)]);
        var back = ToolTurns.Insert(ask, new Dictionary<int, string> { [1] = kept });
        using var document = JsonDocument.Parse(back.Bytes);
        var messages = document.RootElement.GetProperty("messages").EnumerateArray().ToList();
        messages.Select(message => message.GetProperty("role").GetString()).ShouldBe(["user", "assistant", "tool", "assistant", "tool"]);
        messages[1].GetProperty("tool_calls").GetArrayLength().ShouldBe(1);
        Encoding.UTF8.GetString(back.Bytes.Span).ShouldContain("""{"role":"assistant","tool_calls":[{"id":"call_b","type":"function","function":{"name":"mine","arguments":"{}"}}]}""");
        messages[1].TryGetProperty("content", out var words).ShouldBe(words.ValueKind == JsonValueKind.Null, "the caller's half holds the words");
    }

    [Theory]
    [InlineData("""{"model":"m","messages":[],"banyan":{"tools":["a"]}}""", """{"model":"m","messages":[]}""")]
    [InlineData("""{"banyan": {"tools":["a"]} , "model":"m","messages":[]}""", """{ "model":"m","messages":[]}""")]
    [InlineData("""{"model":"m","banyan":{"tools":["a"]},"messages":[]}""", """{"model":"m","messages":[]}""")]
    public void The_member_for_banyan_is_read_and_taken_out(string body, string rest)
    {
        var ask = Body("openai-chat", body);
        BanyanMember.Read(ask)!.Value.GetRawText().ShouldBe("""{"tools":["a"]}""");
        Encoding.UTF8.GetString(BanyanMember.Remove(ask).Bytes.Span).ShouldBe(rest);
        BanyanMember.Read(Body("openai-chat", rest)).ShouldBeNull();
    }

    private static ModelTurn Turn()
    {
        var answer = new LoopAnswer(Body("openai-chat", """{"model":"m","messages":[]}"""), "e", 1, _ => true);
        answer.BeginTurn(new Dictionary<string, string>(StringComparer.Ordinal));
        answer.Push(Frame.Body("""{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":"Words.","tool_calls":[{"id":"call_1","type":"function","function":{"name":"find","arguments":"{\"q\":\"a\\\"b\"}"}},{"id":"call_2","type":"function","function":{"name":"other","arguments":"{}"}}]}}]}"""u8.ToArray()));
        answer.EndTurn(out var turn);
        answer.Failure.ShouldBeNull();
        turn.Calls.Select(call => call.Arguments).ShouldBe(["""{"q":"a\"b"}""", "{}"]);
        return turn;
    }

    private static WireBody Body(string dialect, string body) => new(DialectTable.Find(dialect)!, Encoding.UTF8.GetBytes(body), Operation.Chat);

    private static HubAsk Hub(WireBody ask) => ask.Dialect.ReadAsk(ask, new MappingReport());

    /// <summary>The ask without its tools, every byte as it stands.</summary>
    private static string Rest(WireBody ask, string dialect)
    {
        using var document = JsonDocument.Parse(ask.Bytes);
        return string.Join('|', document.RootElement.EnumerateObject().Where(member => member.Name != "tools").Select(member => $"{member.Name}={member.Value.GetRawText()}")) + dialect;
    }
}
