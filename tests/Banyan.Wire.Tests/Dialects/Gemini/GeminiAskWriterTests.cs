using System.Text;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using static Banyan.Wire.Tests.Dialects.Gemini.GeminiKit;

namespace Banyan.Wire.Tests.Dialects.Gemini;

public sealed class GeminiAskWriterTests
{
    private static Sourced<T> At<T>(T value, string at = "/x") => new(value, at);

    private static Sourced<JsonRaw> Number(string lexeme) => At(JsonRaw.From(lexeme));

    [Fact]
    public void Members_come_in_the_order_of_the_design_and_numbers_keep_their_lexemes()
    {
        var ask = Said(new HubTurn(HubRole.System, "/s") { Parts = [new HubText("/s", JsonText.From("be brief"))] }, User("hi"));
        ask.Temperature = Number("1.0");
        ask.TopP = Number("1e-1");
        ask.MaxOutput = Number("12345678901234567890");
        ask.Stop = At<IReadOnlyList<JsonText>>([JsonText.From("END")]);
        ask.Tools.Add(new HubTool("/tools/0") { Name = JsonText.From("f"), Parameters = JsonRaw.From("""{ "type":"object"}""") });
        ask.ToolChoice = At(new HubToolChoice(HubToolMode.Named, [JsonText.From("f")]));

        Encoding.UTF8.GetString(G.WriteAsk(ask, Target, new MappingReport())).ShouldBe(
            """{"contents":[{"role":"user","parts":[{"text":"hi"}]}],"systemInstruction":{"parts":[{"text":"be brief"}]},"tools":[{"functionDeclarations":[{"name":"f","parameters":{ "type":"object"}}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]}},"generationConfig":{"temperature":1.0,"topP":1e-1,"maxOutputTokens":12345678901234567890,"stopSequences":["END"]}}""");
    }

    [Fact]
    public void Adjacent_turns_are_merged_and_later_instructions_are_wrapped()
    {
        var body = Write(Said(User("a"), User(""), User("b"), Turn(HubRole.Developer, new HubText("/d", JsonText.From("now short")))));

        Compact(body["contents"]).ShouldBe("""[{"role":"user","parts":[{"text":"a"},{"text":"b"},{"text":"<system>now short</system>"}]}]""");
        body["systemInstruction"].ShouldBeNull();
    }

    [Fact]
    public void An_ask_without_turns_gets_one_blank_part() =>
        Compact(Write(Said())["contents"]).ShouldBe("""[{"role":"user","parts":[{"text":" "}]}]""");

    [Fact]
    public void Responses_stand_alone_in_one_entry_named_and_in_call_order()
    {
        var body = Write(Said(
            User("q"),
            Turn(HubRole.Assistant, Call("c1", "f"), Call("c2", "g")),
            Turn(HubRole.Tool, Result("c2", "two")),
            Turn(HubRole.Tool, Result("c1", "one") with { IsError = true }),
            User("and?")));

        Compact(body["contents"]).ShouldBe(
            """[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{"n":1.0}}},{"functionCall":{"name":"g","args":{"n":1.0}}}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{"error":"one"}}},{"functionResponse":{"name":"g","response":{"content":"two"}}}]},{"role":"user","parts":[{"text":"and?"}]}]""");
    }

    [Fact]
    public void Pictures_in_results_follow_in_an_entry_after_them()
    {
        var result = Result("c1", "see") with { Parts = [new HubText("/r", JsonText.From("see")), new HubImage("/i") { MediaType = "image/png", Base64 = JsonText.From("AA==") }] };
        var contents = Write(Said(Turn(HubRole.Assistant, Call("c1", "f")), Turn(HubRole.Tool, result)))["contents"]!;

        Compact(contents[1]).ShouldBe("""{"role":"user","parts":[{"functionResponse":{"name":"f","response":{"content":"see"}}}]}""");
        Compact(contents[2]).ShouldBe("""{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"AA=="}}]}""");
    }

    [Fact]
    public void A_result_of_no_known_call_is_refused()
    {
        var report = new MappingReport();
        Write(Said(Turn(HubRole.Tool, Result("ghost", "x"))), report);

        report.Refusal!.Param.ShouldBe("/results/ghost");
    }

    [Theory]
    [InlineData("""{"a":{"$ref":"x"}}""", """{"content":"{\"a\":{\"$ref\":\"x\"}}"}""")]
    [InlineData("""[1, 2]""", """{"content":"[1,2]"}""")]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    public void Results_that_are_no_plain_object_are_wrapped(string structured, string expected)
    {
        var result = Result("c1", "") with { Parts = [], Structured = JsonRaw.From(structured) };

        Compact(Write(Said(Turn(HubRole.Assistant, Call("c1", "f")), Turn(HubRole.Tool, result)))["contents"]![1]!["parts"]![0]!["functionResponse"]!["response"])
            .ShouldBe(expected);
    }

    [Theory]
    [InlineData("minimal", false, """{"thinkingBudget":1024,"includeThoughts":true}""")]
    [InlineData("low", false, """{"thinkingBudget":1024,"includeThoughts":true}""")]
    [InlineData("medium", false, """{"thinkingBudget":2048,"includeThoughts":true}""")]
    [InlineData("high", false, """{"thinkingBudget":4096,"includeThoughts":true}""")]
    [InlineData("xhigh", false, """{"thinkingBudget":8192,"includeThoughts":true}""")]
    [InlineData("max", false, """{"thinkingBudget":16384,"includeThoughts":true}""")]
    [InlineData("none", false, """{"thinkingBudget":0}""")]
    [InlineData("medium", true, """{"thinkingLevel":"medium","includeThoughts":true}""")]
    [InlineData("max", true, """{"thinkingLevel":"high","includeThoughts":true}""")]
    [InlineData("none", true, """{"thinkingLevel":"minimal"}""")]
    public void Effort_becomes_a_budget_or_a_level(string effort, bool levels, string expected)
    {
        var ask = Said(User("a"));
        ask.Reasoning = At(new HubReasoningAsk { Effort = effort }, "/reasoning_effort");
        var report = new MappingReport();

        Compact(Write(ask, report, Target with { ThinkingLevel = levels })["generationConfig"]!["thinkingConfig"]).ShouldBe(expected);
        report.Dropped.Count.ShouldBe(levels && (effort is "max" or "none") ? 1 : 0);
    }

    [Theory]
    [InlineData(1000, "low")]
    [InlineData(2048, "medium")]
    [InlineData(4000, "high")]
    [InlineData(30000, "high")]
    public void A_budget_becomes_a_level_by_the_same_steps(long budget, string level)
    {
        var ask = Said(User("a"));
        ask.Reasoning = At(new HubReasoningAsk { BudgetTokens = budget });

        ((string)Write(ask, target: Target with { ThinkingLevel = true })["generationConfig"]!["thinkingConfig"]!["thinkingLevel"]!).ShouldBe(level);
    }

    [Fact]
    public void Pictures_go_inline_or_by_bucket_address()
    {
        var parts = Write(Said(Turn(HubRole.User,
            new HubImage("/1") { Url = JsonText.From("data:image/jpg;base64,AA==") },
            new HubImage("/2") { Url = JsonText.From("gs://b/photo.png") },
            new HubAudio("/3", JsonText.From("BB=="), "wav"),
            new HubFile("/4") { MediaType = "application/pdf", Base64 = JsonText.From("CC==") },
            new HubFile("/5") { Text = JsonText.From("plain") })))["contents"]![0]!["parts"];

        Compact(parts).ShouldBe(
            """[{"inlineData":{"mimeType":"image/jpeg","data":"AA=="}},{"fileData":{"mimeType":"image/png","fileUri":"gs://b/photo.png"}},{"inlineData":{"mimeType":"audio/wav","data":"BB=="}},{"inlineData":{"mimeType":"application/pdf","data":"CC=="}},{"text":"plain"}]""");
    }

    [Fact]
    public void Addresses_that_were_not_fetched_and_foreign_file_ids_are_refused()
    {
        foreach (var image in new[] { new HubImage("/i") { Url = JsonText.From("https://x/y.png") }, new HubImage("/i") { FileId = JsonText.From("file-1") } })
        {
            var report = new MappingReport();
            Write(Said(Turn(HubRole.User, image)), report);
            report.Refusal!.Param.ShouldBe("/i");
        }
    }

    [Fact]
    public void What_has_no_form_is_named()
    {
        var ask = Said(User("a") with { Name = At(JsonText.From("bob"), "/messages/0/name") });
        ask.ParallelToolCalls = At(false, "/parallel_tool_calls");
        ask.Verbosity = At("low", "/verbosity");
        ask.User = At(JsonText.From("u"), "/user");
        ask.Metadata = At(JsonRaw.From("""{"team":"x"}"""), "/metadata");
        ask.ServiceTier = At(JsonText.From("flex"), "/service_tier");
        ask.Store = At(true, "/store");
        ask.PromptCacheKey = At(JsonText.From("k"), "/prompt_cache_key");
        ask.ToolChoice = At(new HubToolChoice(HubToolMode.Auto, []), "/tool_choice");
        var report = new MappingReport();

        Write(ask, report)["labels"].ShouldBeNull();
        report.Dropped.Order(StringComparer.Ordinal).ShouldBe(
            ["/messages/0/name", "/metadata", "/parallel_tool_calls", "/prompt_cache_key", "/service_tier", "/store", "/tool_choice", "/user", "/verbosity"]);
    }

    [Fact]
    public void Labels_go_to_providers_that_know_them()
    {
        var ask = Said(User("a"));
        ask.User = At(JsonText.From("u"));
        ask.Metadata = At(JsonRaw.From("""{"team":"x"}"""));
        var target = Target with { Quirks = new Dictionary<string, string>(StringComparer.Ordinal) { ["labels"] = "true" } };

        Compact(Write(ask, target: target)["labels"]).ShouldBe("""{"team":"x","user":"u"}""");
    }

    [Fact]
    public void More_than_five_stop_sequences_are_refused()
    {
        var ask = Said(User("a"));
        ask.Stop = At<IReadOnlyList<JsonText>>([.. Enumerable.Range(0, 6).Select(number => JsonText.From($"{number}"))], "/stop");
        var report = new MappingReport();
        Write(ask, report);

        report.Refusal!.Param.ShouldBe("/stop");
    }

    [Theory]
    [InlineData(HubToolMode.Auto, false)]
    [InlineData(HubToolMode.None, true)]
    public void Built_in_tools_are_refused_unless_they_cannot_be_reached(object mode, bool dropped)
    {
        var ask = Said(User("a"));
        ask.Tools.Add(new HubTool("/tools/0") { Name = JsonText.From("web_search"), IsForeign = true });
        ask.ToolChoice = At(new HubToolChoice((HubToolMode)mode, []));
        var report = new MappingReport();
        Write(ask, report);

        (report.Refusal is null, report.Dropped.Contains("/tools/0", StringComparer.Ordinal)).ShouldBe((dropped, dropped));
    }

    [Fact]
    public void The_same_ask_gives_the_same_bytes()
    {
        var ask = Said(User("a"), Turn(HubRole.Assistant, Call("c", "f")), Turn(HubRole.Tool, Result("c", "r")));

        G.WriteAsk(ask, Target, new MappingReport()).ShouldBe(G.WriteAsk(ask, Target, new MappingReport()));
    }
}
