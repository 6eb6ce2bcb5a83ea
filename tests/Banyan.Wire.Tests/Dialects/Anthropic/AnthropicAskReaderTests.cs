using Banyan.Wire.Hub;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

public sealed class AnthropicAskReaderTests
{
    [Fact]
    public void Results_of_a_user_message_become_a_tool_turn_before_its_other_parts()
    {
        var ask = Read("""
            {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"t","input":{ "x" : 1.0 }}]},
            {"role":"user","content":[{"type":"text","text":"and?"},{"type":"tool_result","tool_use_id":"a","is_error":true,"content":"no"}]}
            """, out _);

        ask.Turns.Select(turn => turn.Role).ShouldBe([HubRole.Assistant, HubRole.Tool, HubRole.User]);
        var call = ask.Turns[0].Parts.ShouldHaveSingleItem().ShouldBeOfType<HubCall>();
        call.Arguments.ToString().ShouldBe("""{ "x" : 1.0 }""");
        var result = ask.Turns[1].Parts.ShouldHaveSingleItem().ShouldBeOfType<HubResult>();
        (result.CallId, result.IsError, result.At).ShouldBe(("a", true, "/messages/1/content/1"));
        result.Parts.ShouldHaveSingleItem().ShouldBeOfType<HubText>().Text.ToString().ShouldBe("no");
    }

    [Fact]
    public void System_keeps_its_blocks_and_markers_and_may_stand_in_the_middle()
    {
        var ask = AnthropicKit.Ask("""
            {"model":"m","max_tokens":5,"system":[{"type":"text","text":"a"},{"type":"text","text":"b","cache_control":{"type":"ephemeral","ttl":"1h"}}],
            "messages":[{"role":"user","content":"u"},{"role":"system","content":"later"}]}
            """, out var report);

        report.Refusal.ShouldBeNull();
        ask.Turns.Select(turn => (turn.Role, turn.At)).ShouldBe([(HubRole.System, "/system"), (HubRole.User, "/messages/0"), (HubRole.System, "/messages/1")]);
        ask.Turns[0].Parts.Select(part => part.Cache?.Ttl).ShouldBe([null, "1h"]);
    }

    [Fact]
    public void Thoughts_come_with_their_signature_and_redacted_ones_with_nothing_else()
    {
        var parts = Read("""
            {"role":"assistant","content":[{"type":"thinking","thinking":"hm\u00e9","signature":"sig"},{"type":"redacted_thinking","data":"blob"}]}
            """, out _).Turns[0].Parts;

        var thought = parts[0].ShouldBeOfType<HubThought>();
        (thought.Text.ToString(), thought.Signature, thought.IsRedacted).ShouldBe(("hmé", new HubSignature(null, "sig"), false));
        var redacted = parts[1].ShouldBeOfType<HubThought>();
        (redacted.Signature!.Value, redacted.IsRedacted).ShouldBe(("blob", true));
    }

    [Fact]
    public void Pictures_and_documents_are_told_apart_by_their_source()
    {
        var parts = Read("""
            {"role":"user","content":[
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"QQ=="}},
            {"type":"image","source":{"type":"url","url":"https://x/i.png"}},
            {"type":"image","source":{"type":"file","file_id":"f1"}},
            {"type":"document","title":"T","source":{"type":"base64","media_type":"application/pdf","data":"QQ=="}},
            {"type":"document","source":{"type":"text","media_type":"text/plain","data":"plain"}},
            {"type":"document","source":{"type":"content","content":[{"type":"text","text":"one"},{"type":"text","text":"two"}]}},
            {"type":"search_result","source":"https://s","title":"S","content":[{"type":"text","text":"found"}]}]}
            """, out var report).Turns[0].Parts;

        parts[0].ShouldBeOfType<HubImage>().Base64!.Value.ToString().ShouldBe("QQ==");
        parts[1].ShouldBeOfType<HubImage>().Url!.Value.ToString().ShouldBe("https://x/i.png");
        parts[2].ShouldBeOfType<HubImage>().FileId!.Value.ToString().ShouldBe("f1");
        var pdf = parts[3].ShouldBeOfType<HubFile>();
        (pdf.MediaType, pdf.Name!.Value.ToString()).ShouldBe(("application/pdf", "T"));
        parts[4].ShouldBeOfType<HubFile>().Text!.Value.ToString().ShouldBe("plain");
        parts[5].ShouldBeOfType<HubFile>().Text!.Value.ToString().ShouldBe("one\ntwo");
        parts[6].ShouldBeOfType<HubText>().Text.ToString().ShouldBe("found");
        report.Dropped.ShouldBe(["/messages/0/content/6/source", "/messages/0/content/6/title"]);
    }

    [Theory]
    [InlineData("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048}", 2048L, null, false, false)]
    [InlineData("\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"high\"}", null, "high", true, false)]
    [InlineData("\"thinking\":{\"type\":\"disabled\"}", null, null, false, true)]
    public void The_wish_to_think_is_read(string members, long? budget, string? effort, bool adaptive, bool disabled)
    {
        var wish = AnthropicKit.Ask($$"""{"model":"m","max_tokens":5,"messages":[],{{members}}}""", out _).Reasoning!.Value;

        (wish.BudgetTokens, wish.Effort, wish.IsAdaptive, wish.IsDisabled).ShouldBe((budget, effort, adaptive, disabled));
    }

    [Fact]
    public void Effort_without_thinking_is_named()
    {
        var ask = AnthropicKit.Ask("""{"model":"m","max_tokens":5,"messages":[],"output_config":{"effort":"high"}}""", out var report);

        ask.Reasoning.ShouldBeNull();
        report.Dropped.ShouldBe(["/output_config/effort"]);
    }

    [Theory]
    [InlineData("{\"type\":\"auto\"}", HubToolMode.Auto)]
    [InlineData("{\"type\":\"any\"}", HubToolMode.Required)]
    [InlineData("{\"type\":\"none\"}", HubToolMode.None)]
    [InlineData("{\"type\":\"tool\",\"name\":\"t\"}", HubToolMode.Named)]
    public void A_tool_choice_is_read(string choice, HubToolMode mode) =>
        AnthropicKit.Ask($$"""{"model":"m","max_tokens":5,"messages":[],"tool_choice":{{choice}}}""", out _).ToolChoice!.Value.Mode.ShouldBe(mode);

    [Fact]
    public void Numbers_keep_their_lexemes_and_identity_is_split()
    {
        var ask = AnthropicKit.Ask("""
            {"model":"m","max_tokens":5,"messages":[],"temperature":1e0,"top_p":0.90,"top_k":40,"stop_sequences":["a","b"],"stream":true,
            "metadata":{"user_id":"u","team":"x"},"service_tier":"standard_only","tool_choice":{"type":"auto","disable_parallel_tool_use":true},
            "tools":[{"name":"t","description":"d","input_schema":{"type":"object"}},{"type":"web_search_20250305","name":"web_search"}],
            "output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}}}
            """, out _);

        (ask.Temperature!.Value.ToString(), ask.TopP!.Value.ToString(), ask.TopK!.Value.ToString()).ShouldBe(("1e0", "0.90", "40"));
        ask.Stop!.Value.Select(text => text.ToString()).ShouldBe(["a", "b"]);
        (ask.Streams, ask.User!.Value.ToString(), ask.ServiceTier!.Value.ToString()).ShouldBe((true, "u", "default"));
        ask.ParallelToolCalls.ShouldBe(new Sourced<bool>(false, "/tool_choice/disable_parallel_tool_use"));
        ask.Tools.Select(tool => (tool.Name.ToString(), tool.IsForeign)).ShouldBe([("t", false), ("web_search_20250305", true)]);
        ask.Format!.Value.Schema!.Value.ToString().ShouldBe("""{"type":"object"}""");
    }

    [Theory]
    [InlineData("""{"role":"robot","content":"x"}""", "/messages/0/role")]
    [InlineData("""{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"t","input":"{}"}]}""", "/messages/0/content/0/input")]
    [InlineData("""{"role":"user","content":[{"type":"image","source":{"type":"smoke"}}]}""", "/messages/0/content/0/source")]
    public void What_cannot_be_understood_is_refused(string message, string param)
    {
        Read(message, out var report);

        (report.Refusal!.Code, report.Refusal.Param).ShouldBe(("unsupported_parameter", param));
    }

    [Fact]
    public void A_block_of_the_providers_own_tools_is_named()
    {
        Read("""{"role":"assistant","content":[{"type":"server_tool_use","id":"s","name":"web_search","input":{}},{"type":"text","text":"x"}]}""", out var report)
            .Turns[0].Parts.Count.ShouldBe(1);

        report.Dropped.ShouldBe(["/messages/0/content/0"]);
    }

    [Fact]
    public void A_lone_surrogate_anywhere_never_throws()
    {
        var ask = Read("""{"role":"user","\ud800":1,"content":"a\ud800b"}""", out var report);

        report.Refusal.ShouldBeNull();
        ask.Turns[0].Parts[0].ShouldBeOfType<HubText>().Text.ToString().ShouldBe("a\ufffdb");
    }

    private static HubAsk Read(string messages, out MappingReport report) =>
        AnthropicKit.Ask($$"""{"model":"m","max_tokens":5,"messages":[{{messages}}]}""", out report);
}
