using System.Text;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Dialects.OpenAiResponses;

public sealed class OpenAiResponsesAskTests
{
    private static HubAsk Read(string json, MappingReport? report = null) => ResponsesKit.Dialect.ReadAsk(ResponsesKit.Ask(json), report ?? new MappingReport());

    private static string Write(HubAsk ask, MappingReport? report = null, TargetFacts? target = null) =>
        Encoding.UTF8.GetString(ResponsesKit.Dialect.WriteAsk(ask, target ?? ResponsesKit.Target, report ?? new MappingReport()));

    // A: everything at once, member order, raw spans, lexemes. B: turns and tools. C: media.
    [Theory]
    [InlineData("a-options")]
    [InlineData("b-tool-turns")]
    [InlineData("c-media")]
    public void An_ask_read_and_written_is_the_golden_one(string name)
    {
        var report = new MappingReport();
        var written = Write(Read(ResponsesKit.Golden($"{name}.in.json"), report), report);
        report.Refusal.ShouldBeNull();
        written.ShouldBe(ResponsesKit.Golden($"{name}.out.json").TrimEnd());
        Write(Read(written)).ShouldBe(written, "what was written must read back as the same ask");
    }

    [Fact]
    public void Leading_instructions_are_joined_unless_one_holds_a_cache_marker()
    {
        var ask = new HubAsk();
        ask.Turns.Add(new HubTurn(HubRole.System, "/system") { Parts = [new HubText("/system/0", ResponsesKit.Text("a")), new HubText("/system/1", ResponsesKit.Text("b"))] });
        ask.Turns.Add(new HubTurn(HubRole.User, "/messages/0") { Parts = [new HubText("/messages/0/content", ResponsesKit.Text("hi"))] });
        Write(ask).ShouldContain("\"instructions\":\"a\\nb\"");

        ask.Turns[0].Parts[0] = ask.Turns[0].Parts[0] with { Cache = new HubCacheMarker("1h", "/system/0/cache_control") };
        var report = new MappingReport();
        var kept = Write(ask, report, ResponsesKit.Target with { CacheBreakpoints = true });
        kept.ShouldContain("""{"type":"message","role":"developer","content":[{"type":"input_text","text":"a","prompt_cache_breakpoint":{"mode":"explicit","ttl":"1h"}},{"type":"input_text","text":"b"}]}""");
        kept.ShouldNotContain("instructions");
        report.Dropped.ShouldBeEmpty();

        Write(ask, report).ShouldNotContain("prompt_cache_breakpoint");
        report.Dropped.ShouldBe(["/system/0/cache_control"]);
    }

    [Theory]
    [InlineData("""{"model":"m","input":[{"type":"item_reference","id":"x"}]}""", "/input/0")]
    [InlineData("""{"model":"m","input":[{"type":"custom_tool_call","call_id":"c","name":"n","input":"x"}]}""", "/input/0")]
    [InlineData("""{"model":"m","input":[{"type":"function_call","call_id":"c","name":"n","arguments":"{\"a\":"}]}""", "/input/0/arguments")]
    [InlineData("""{"model":"m","input":"x","tool_choice":{"type":"web_search"}}""", "/tool_choice")]
    [InlineData("""{"model":"m","input":"x","text":{"format":{"type":"grammar"}}}""", "/text/format")]
    public void What_changes_the_answer_and_has_no_form_elsewhere_is_refused(string ask, string param)
    {
        var report = new MappingReport();
        Read(ask, report);
        report.Refusal!.Param.ShouldBe(param);
        report.Refusal.Code.ShouldBe("unsupported_parameter");
    }

    [Fact]
    public void A_foreign_tool_is_refused_unless_the_choice_cannot_reach_it()
    {
        const string ask = """{"model":"m","input":"x","tools":[{"type":"web_search"},{"type":"function","name":"f"}]CHOICE}""";
        var reached = new MappingReport();
        Write(Read(ask.Replace("CHOICE", "", StringComparison.Ordinal), reached), reached);
        reached.Refusal!.Param.ShouldBe("/tools/0");

        var unreachable = new MappingReport();
        Write(Read(ask.Replace("CHOICE", ""","tool_choice":{"type":"function","name":"f"}""", StringComparison.Ordinal), unreachable), unreachable);
        unreachable.Refusal.ShouldBeNull();
        unreachable.Dropped.ShouldBe(["/tools/0"]);
    }

    [Fact]
    public void What_this_dialect_lacks_is_named_and_several_answers_are_refused()
    {
        var report = new MappingReport();
        var ask = new HubAsk
        {
            TopK = new(JsonRaw.From("4"), "/top_k"),
            Seed = new(JsonRaw.From("1"), "/seed"),
            Stop = new([ResponsesKit.Text("x")], "/stop"),
            Reasoning = new(new HubReasoningAsk { Effort = "max" }, "/thinking"),
            ServiceTier = new(ResponsesKit.Text("standard_only"), "/service_tier"),
            Choices = new(JsonRaw.From("3"), "/n"),
        };
        Write(ask, report).ShouldContain("\"effort\":\"xhigh\"");
        report.Dropped.ShouldBe(["/thinking=xhigh", "/service_tier", "/top_k", "/seed", "/stop"], ignoreOrder: true);
        report.Refusal!.Param.ShouldBe("/n");
    }

    [Theory]
    [InlineData(1024, "low")]
    [InlineData(2048, "medium")]
    [InlineData(4096, "high")]
    [InlineData(30000, "xhigh")]
    public void A_thinking_budget_becomes_an_effort(long budget, string effort) =>
        Write(new HubAsk { Reasoning = new(new HubReasoningAsk { BudgetTokens = budget }, "/thinking") }).ShouldContain($"\"reasoning\":{{\"effort\":\"{effort}\"}}");

    [Fact]
    public void Reasoning_goes_back_to_its_issuer_byte_for_byte_and_to_nobody_else()
    {
        const string ask = """{"model":"m","input":[{"type":"reasoning","summary":[{"type":"summary_text","text":"hm"}],"encrypted_content":"sealed|ISSUER|SIG=="},{"role":"assistant","content":"ok"}]}""";
        var target = ResponsesKit.Target with { Seal = new FakeSeal() };
        Write(Read(ask.Replace("ISSUER", target.Issuer, StringComparison.Ordinal)), null, target).ShouldContain("""{"type":"reasoning","summary":[{"type":"summary_text","text":"hm"}],"encrypted_content":"SIG=="}""");

        var report = new MappingReport();
        var foreign = Write(Read(ask.Replace("ISSUER", "other", StringComparison.Ordinal), report), report, target);
        foreign.ShouldNotContain("SIG==");
        foreign.ShouldContain("\"text\":\"ok\"");
        report.Dropped.ShouldBe(["/input/0"]);
        Write(Read(ask), null).ShouldNotContain("SIG==");
    }

    [Fact]
    public void Only_with_a_seal_are_signatures_asked_for_and_storing_declined()
    {
        var ask = new HubAsk { Reasoning = new(new HubReasoningAsk { Effort = "low" }, "/reasoning_effort") };
        Write(ask).ShouldNotContain("include");
        var written = Write(ask, null, ResponsesKit.Target with { Seal = new FakeSeal() });
        written.ShouldContain("""
            "include":["reasoning.encrypted_content"],"store":false
            """.Trim());
        ask.Store = new(true, "/store");
        Write(ask, null, ResponsesKit.Target with { Seal = new FakeSeal() }).ShouldContain("\"store\":true");
    }

    [Fact]
    public void Results_keep_errors_text_and_pictures_and_meet_their_calls()
    {
        var ask = new HubAsk();
        ask.Turns.Add(new HubTurn(HubRole.Assistant, "/0") { Parts = [new HubCall("/0/0") { Name = ResponsesKit.Text("f"), Arguments = JsonRaw.From("{ \"a\" : \"x y\" }") }] });
        ask.Turns.Add(new HubTurn(HubRole.Tool, "/1")
        {
            Parts =
            [
                new HubResult("/1/0") { IsError = true, Parts = [new HubText("/1/0/0", ResponsesKit.Text("bad")), new HubImage("/1/0/1") { MediaType = "image/png", Base64 = ResponsesKit.Text("AA==") }] },
            ],
        });
        var input = JsonDocument.Parse(Write(ask)).RootElement.GetProperty("input");
        input[0].GetProperty("arguments").GetString().ShouldBe("{\"a\":\"x y\"}");
        input[1].GetProperty("call_id").GetString().ShouldBe(input[0].GetProperty("call_id").GetString());
        input[1].GetProperty("output").GetString().ShouldBe("ERROR: bad");
        input[2].GetProperty("role").GetString().ShouldBe("user");
        input[2].GetProperty("content")[0].GetProperty("image_url").GetString().ShouldBe("data:image/png;base64,AA==");
    }

    [Fact]
    public void Every_field_of_the_table_has_one_label_for_each_other_dialect()
    {
        var table = ResponsesKit.Dialect.Fields;
        table.Targets.ShouldBe("CAGO");
        table.Rows.ShouldAllBe(row => row.Labels.Length == 4 && row.Labels.All(label => "mdr".Contains(label)));
        table.Rows.Select(row => row.Pattern).ShouldBeUnique();
        foreach (var refused in (string[])["/background", "/conversation/**", "/prompt/**", "/previous_response_id"])
        {
            table.Rows.Single(row => row.Pattern == refused).Labels.ShouldBe("rrrr");
        }
    }
}
