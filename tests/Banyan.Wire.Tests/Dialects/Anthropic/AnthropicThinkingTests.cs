using System.Text.Json.Nodes;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

public sealed class AnthropicThinkingTests
{
    private static readonly TargetFacts Adaptive = AnthropicKit.Target with { AdaptiveThinking = true };

    [Theory]
    [InlineData("minimal", 20000, 1024, null)]
    [InlineData("low", 20000, 1024, null)]
    [InlineData("medium", 20000, 2048, null)]
    [InlineData("high", 20000, 4096, null)]
    [InlineData("xhigh", 20000, 8192, null)]
    [InlineData("max", 20000, 16384, null)]
    [InlineData("xhigh", 4096, 4095, "/r=4095")]
    [InlineData("low", 1025, 1024, null)]
    public void An_effort_becomes_a_budget_below_the_output_limit(string effort, int limit, int budget, string? named)
    {
        var body = Write(new HubReasoningAsk { Effort = effort }, limit, out var report);

        body["thinking"]!.ToJsonString().ShouldBe($$"""{"type":"enabled","budget_tokens":{{budget}}}""");
        report.Dropped.ShouldBe(named is null ? [] : [named]);
    }

    [Fact]
    public void A_limit_too_small_for_any_budget_turns_thinking_off_and_names_it()
    {
        Write(new HubReasoningAsk { Effort = "low" }, 1024, out var report)["thinking"].ShouldBeNull();

        report.Dropped.ShouldBe(["/r"]);
    }

    [Theory]
    [InlineData("high", null, "high")]
    [InlineData("minimal", null, "low")]
    [InlineData(null, 1024L, "low")]
    [InlineData(null, 5000L, "xhigh")]
    [InlineData(null, 90000L, "max")]
    public void A_model_that_adapts_gets_an_effort(string? effort, long? budget, string sent)
    {
        var body = Write(new HubReasoningAsk { Effort = effort, BudgetTokens = budget }, 4096, out _, Adaptive);

        body["thinking"]!.ToJsonString().ShouldBe("""{"type":"adaptive"}""");
        body["output_config"]!.ToJsonString().ShouldBe($$"""{"effort":"{{sent}}"}""");
    }

    [Fact]
    public void None_and_disabled_switch_thinking_off()
    {
        Write(new HubReasoningAsk { Effort = "none" }, 4096, out _)["thinking"]!.ToJsonString().ShouldBe("""{"type":"disabled"}""");
        Write(new HubReasoningAsk { IsDisabled = true }, 4096, out _)["thinking"]!.ToJsonString().ShouldBe("""{"type":"disabled"}""");
    }

    [Fact]
    public void Thinking_forces_sampling_away_and_names_it()
    {
        var ask = Ask(new HubReasoningAsk { Effort = "low" }, 4096);
        ask.Temperature = new(JsonRaw.From("0.2"), "/temperature");
        ask.TopK = new(JsonRaw.From("5"), "/top_k");
        ask.TopP = new(JsonRaw.From("0.97"), "/top_p");

        var body = JsonNode.Parse(AnthropicKit.Write(ask, out var report))!;

        (body["temperature"], body["top_k"], body["top_p"]!.ToJsonString()).ShouldBe((null, null, "0.97"));
        report.Dropped.ShouldBe(["/temperature", "/top_k"]);
    }

    [Fact]
    public void A_forced_tool_turns_thinking_off_and_names_it()
    {
        var ask = Ask(new HubReasoningAsk { Effort = "low" }, 4096);
        ask.Tools.Add(new HubTool("/tools/0") { Name = JsonText.From("t") });
        ask.ToolChoice = new(new HubToolChoice(HubToolMode.Required, []), "/tool_choice");

        var body = JsonNode.Parse(AnthropicKit.Write(ask, out var report))!;

        (body["thinking"], body["tool_choice"]!.ToJsonString()).ShouldBe((null, """{"type":"any"}"""));
        report.Dropped.ShouldBe(["/r"]);
    }

    [Theory]
    [InlineData("BYN1:here:abc", true)]
    [InlineData("BYN1:elsewhere:abc", false)]
    [InlineData("forged", false)]
    public void A_sealed_signature_goes_back_to_its_issuer_only(string carrier, bool isSent)
    {
        var ask = WithThought(new HubSignature(null, carrier));

        var blocks = JsonNode.Parse(AnthropicKit.Write(ask, out var report, AnthropicKit.Target with { Seal = new OpenSeal() }))!["messages"]![1]!["content"]!.AsArray();

        blocks[0]!.ToJsonString().ShouldBe(isSent ? """{"type":"thinking","thinking":"hm","signature":"abc"}""" : """{"type":"text","text":"so"}""");
        report.Dropped.ShouldBe(isSent ? [] : ["/thought"]);
    }

    [Fact]
    public void A_tool_loop_whose_thought_is_foreign_runs_on_without_thinking()
    {
        var ask = WithThought(new HubSignature("elsewhere", "abc"));
        ask.Turns[1].Parts.Add(new HubCall("/call") { Id = "c", Name = JsonText.From("t"), Arguments = JsonRaw.EmptyObject });
        ask.Turns.Add(new HubTurn(HubRole.Tool, "/result") { Parts = [new HubResult("/result") { CallId = "c" }] });
        ask.Reasoning = new(new HubReasoningAsk { Effort = "low" }, "/r");

        JsonNode.Parse(AnthropicKit.Write(ask, out var report))!["thinking"].ShouldBeNull();
        report.Dropped.ShouldBe(["/r", "/thought"]);
        JsonNode.Parse(AnthropicKit.Write(ask, out _, AnthropicKit.Target with { Issuer = "elsewhere" }))!["thinking"].ShouldNotBeNull();
    }

    private static JsonNode Write(HubReasoningAsk wish, int limit, out MappingReport report, TargetFacts? target = null) =>
        JsonNode.Parse(AnthropicKit.Write(Ask(wish, limit), out report, target))!;

    private static HubAsk Ask(HubReasoningAsk wish, int limit)
    {
        var ask = new HubAsk { Reasoning = new(wish, "/r"), MaxOutput = new(JsonRaw.From($"{limit}"), "/max") };
        ask.Turns.Add(new HubTurn(HubRole.User, "/u") { Parts = [new HubText("/u", JsonText.From("u"))] });
        return ask;
    }

    private static HubAsk WithThought(HubSignature signature)
    {
        var ask = Ask(new HubReasoningAsk(), 4096);
        ask.Turns.Add(new HubTurn(HubRole.Assistant, "/a")
        {
            Parts = [new HubThought("/thought", JsonText.From("hm")) { Signature = signature }, new HubText("/text", JsonText.From("so"))],
        });
        return ask;
    }
}
