namespace Banyan.Wire.Tests.Histories;

/// <summary>What earlier, translated answers left in a history that is now relayed (S4): put back for their issuer, left out for others, nothing else touched.</summary>
public sealed class HistoryMendTests
{
    private const string Hidden = "QllOUkVE";

    [Fact]
    public void Anthropics_own_signatures_are_put_back_and_foreign_thoughts_left_out()
    {
        var mended = Mended.Of(DialectId.Anthropic, $$"""
            {"model":"up", "messages":[ {"role":"user","content":"h\u00e9"},
             {"role":"assistant","content":[ {"type":"thinking","thinking":"a","signature":"{{Mended.Own("s/1+=")}}"} , {"type":"thinking","thinking":"b","signature":"{{Mended.Foreign()}}"},{"type":"redacted_thinking","data":"{{Mended.Foreign()}}"}, {"type":"text","text":"t"},{"type":"thinking","thinking":"c","signature" : ""} ]} ], "x":1.0}
            """);
        mended.Body.ShouldBe("""
            {"model":"up", "messages":[ {"role":"user","content":"h\u00e9"},
             {"role":"assistant","content":[ {"type":"thinking","thinking":"a","signature":"s/1+="} , {"type":"text","text":"t"} ]} ], "x":1.0}
            """);
        mended.Dropped.ShouldBe(["/messages/1/content/1", "/messages/1/content/2", "/messages/1/content/4"]);
    }

    [Theory]
    [InlineData("""{"thinking":{"type":"enabled","budget_tokens":1024},"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"a","signature":"EqQB+real/="},{"type":"redacted_thinking","data":"EmwK"}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"say \"signature\": \"\" and QllOMQ"}]}""")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"no signature at all"}]}]}""")]
    public void What_the_provider_itself_issued_is_relayed_as_it_stands(string body)
    {
        var mended = Mended.Of(DialectId.Anthropic, body);
        mended.Body.ShouldBe(body);
        mended.Dropped.ShouldBeEmpty();
    }

    [Fact]
    public void A_message_of_nothing_but_foreign_thoughts_goes_with_them()
    {
        var mended = Mended.Of(DialectId.Anthropic, """{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"thinking","thinking":"b","signature":""}]},{"role":"user","content":"c"}]}""");
        mended.Body.ShouldBe("""{"messages":[{"role":"user","content":"a"},{"role":"user","content":"c"}]}""");
        mended.Dropped.ShouldBe(["/messages/1/content/0"]);
    }

    [Theory]
    [InlineData("\"enabled\",\"budget_tokens\":2048", false, true)]
    [InlineData("\"enabled\",\"budget_tokens\":2048", true, false)]
    [InlineData("\"disabled\"", false, false)]
    public void A_running_tool_loop_that_lost_its_thought_goes_on_without_thinking_where_a_budget_demands_one(string thinking, bool adaptive, bool off)
    {
        var body = $$$"""{"thinking":{"type":{{{thinking}}}},"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"{{{Mended.Foreign()}}}"},{"type":"tool_use","id":"t","name":"n","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t"}]}]}""";
        var mended = Mended.Of(DialectId.Anthropic, body, adaptive);
        mended.Body.ShouldStartWith(off ? "{\"thinking\":{\"type\":\"disabled\"},\"messages\"" : $"{{\"thinking\":{{\"type\":{thinking}}},\"messages\"");
        mended.Body.ShouldContain("\"content\":[{\"type\":\"tool_use\"");
        mended.Dropped.ShouldBe(off ? ["/thinking", "/messages/0/content/0"] : ["/messages/0/content/0"]);
    }

    [Fact]
    public void A_loop_that_keeps_a_thought_of_the_issuer_goes_on_thinking()
    {
        var body = $$$"""{"thinking":{"type":"enabled","budget_tokens":2048},"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"a","signature":"{{{Mended.Own("s")}}}"},{"type":"thinking","thinking":"b","signature":""},{"type":"tool_use","id":"t","name":"n","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t"}]}]}""";
        Mended.Of(DialectId.Anthropic, body).Dropped.ShouldBe(["/messages/0/content/1"]);
    }

    [Fact]
    public void Without_a_seal_every_carrier_is_foreign()
    {
        var mended = Mended.Of(DialectId.Anthropic, $$"""{"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"a","signature":"{{Mended.Own("s")}}"},{"type":"text","text":"t"}]}]}""", sealless: true);
        mended.Body.ShouldBe("""{"messages":[{"role":"assistant","content":[{"type":"text","text":"t"}]}]}""");
    }

    [Fact]
    public void Escaped_slashes_in_a_carrier_do_not_hide_it()
    {
        var carrier = Mended.Own("a?>?>?>").Replace("/", "\\/", StringComparison.Ordinal).Replace("+", "\\u002B", StringComparison.Ordinal);
        Mended.Of(DialectId.Anthropic, $$"""{"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"a","signature":"{{carrier}}"}]}]}""")
            .Body.ShouldBe("""{"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"a","signature":"a?>?>?>"}]}]}""");
    }

    [Fact]
    public void Geminis_first_call_gets_its_signature_or_the_placeholder_and_the_rest_only_what_is_its_own()
    {
        var mended = Mended.Of(DialectId.Gemini, $$$"""
            {"contents":[{"role":"model","parts":[{"text":"t","thought":true,"thoughtSignature":"{{{Mended.Own("s1")}}}"},{"functionCall":{"name":"a"},"thoughtSignature":"{{{Mended.Foreign()}}}"},{"functionCall":{"name":"b"},"thought_signature":"{{{Mended.Foreign()}}}"},{"text":"","thoughtSignature":"{{{Mended.Foreign()}}}"}]},
            {"role":"model","parts":[{"thought":true,"thoughtSignature":"{{{Hidden}}}{{{Mended.Foreign()}}}","text":""}]},
            {"role":"model","parts":[{"functionCall":{"name":"c"},"thoughtSignature":"real=="},{"text":"u","thoughtSignature":"{{{Mended.Foreign()}}}"}]}]}
            """);
        mended.Body.ShouldBe("""
            {"contents":[{"role":"model","parts":[{"text":"t","thought":true,"thoughtSignature":"s1"},{"functionCall":{"name":"a"},"thoughtSignature":"skip_thought_signature_validator"},{"functionCall":{"name":"b"}}]},
            {"role":"model","parts":[{"functionCall":{"name":"c"},"thoughtSignature":"real=="},{"text":"u"}]}]}
            """);
        mended.Dropped.ShouldBe(["/contents/0/parts/2/thought_signature", "/contents/0/parts/3", "/contents/1/parts/0", "/contents/2/parts/1/thoughtSignature"]);
    }

    [Fact]
    public void Chat_details_and_calls_lose_foreign_signatures_and_keep_what_else_is_beside_them()
    {
        var mended = Mended.Of(DialectId.OpenAiChat, $$$$"""
            {"messages":[{"role":"assistant","content":null,"reasoning_content":"r","reasoning_details":[{"type":"reasoning.text","signature":"{{{{Mended.Foreign()}}}}"},{"type":"reasoning.encrypted","data":"{{{{Mended.Own("s")}}}}"}],"tool_calls":[{"id":"1","extra_content":{"google":{"thought_signature":"{{{{Mended.Foreign()}}}}"}},"type":"function"},{"id":"2","extra_content":{"mine":1,"google":{"thought_signature":"{{{{Mended.Foreign()}}}}"}}},{"id":"3","extra_content":{"google":{"thought_signature":"{{{{Mended.Own("g")}}}}"}}}]},
            {"role":"assistant","content":"t","reasoning_details":[{"type":"reasoning.text","signature":"{{{{Mended.Foreign()}}}}"}]}]}
            """);
        mended.Body.ShouldBe("""
            {"messages":[{"role":"assistant","content":null,"reasoning_content":"r","reasoning_details":[{"type":"reasoning.encrypted","data":"s"}],"tool_calls":[{"id":"1","type":"function"},{"id":"2","extra_content":{"mine":1}},{"id":"3","extra_content":{"google":{"thought_signature":"g"}}}]},
            {"role":"assistant","content":"t"}]}
            """);
        mended.Dropped.ShouldBe(
        [
            "/messages/0/reasoning_details/0", "/messages/0/tool_calls/0/extra_content/google/thought_signature",
            "/messages/0/tool_calls/1/extra_content/google/thought_signature", "/messages/1/reasoning_details/0",
        ]);
    }

    [Fact]
    public void Reasoning_items_go_back_to_their_issuer_without_our_id_and_to_nobody_else()
    {
        const string Ours = "rs_0123456789abcdef0123456789abcdef", Theirs = "rs_68a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718";
        var mended = Mended.Of(DialectId.OpenAiResponses, $$"""
            {"input":[{"type":"reasoning","id":"{{Ours}}","summary":[],"encrypted_content":"{{Mended.Own("e")}}"}, {"type":"reasoning","id":"{{Ours}}","summary":[],"encrypted_content":"{{Mended.Foreign()}}"},{"id":"{{Ours}}","type":"reasoning","summary":[]},{"type":"reasoning","id":"{{Theirs}}","summary":[]},{"role":"user","content":"hi"}]}
            """);
        mended.Body.ShouldBe($$"""
            {"input":[{"type":"reasoning","summary":[],"encrypted_content":"e"}, {"type":"reasoning","id":"{{Theirs}}","summary":[]},{"role":"user","content":"hi"}]}
            """);
        mended.Dropped.ShouldBe(["/input/1", "/input/2"]);
    }

    [Fact]
    public void Ollama_has_no_place_for_signatures() =>
        DialectTable.Get(DialectId.Ollama).MayNeedMending("""{"messages":[{"thinking":"QllOMQ","signature":""}]}"""u8).ShouldBeFalse();
}
