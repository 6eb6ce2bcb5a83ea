using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Host.Tests.Prompts;
using Banyan.Wire.Translation;

namespace Banyan.Host.Tests.Composing;

/// <summary>Completions by a prompt's name and variables.</summary>
public sealed class PromptedCompletionTests
{
    private static PromptContent Summary { get; } = new()
    {
        Messages = PromptBench.Json("""[{"role": "system", "content": "You are {{tone}}."}, {"role": "user", "content": "Summarise: {{text}}"}]"""),
        Variables = [new PromptVariable("tone", VariableType.String), new PromptVariable("text", VariableType.String)],
        Config = PromptBench.Json("""{"model": "wall/up", "parameters": {"temperature": 0.2, "max_completion_tokens": 64}, "schema": {"type": "object"}}"""),
    };

    [Fact]
    public async Task A_prompt_brings_its_messages_model_and_parameters()
    {
        await using var bench = await ComposerBench.StartAsync();
        var (prompt, version) = await new PromptBench(bench.App).PublishAsync("summarise", Summary);
        var ask = ComposerBench.Ask("Be quick.") with { Model = "", Prompt = "summarise", Variables = PromptBench.Json("""{"tone": "terse", "text": "long"}""") };

        var outcome = await bench.Composer.RunAsync(ask with { Options = ask.Options with { MaxTokens = 32 } }, default);

        outcome.Answer!.Prompt.ShouldNotBeNull();
        (outcome.Answer.Prompt.PromptId, outcome.Answer.Prompt.VersionId, outcome.Answer.Prompt.ToString()).ShouldBe((prompt.Id, version.Id, "summarise:1"));
        var asked = bench.Asked.ShouldHaveSingleItem();
        asked.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()).ShouldBe(["You are terse.", "Summarise: long", "Be quick."]);
        asked.GetProperty("temperature").GetDecimal().ShouldBe(0.2m);
        asked.GetProperty("max_completion_tokens").GetInt32().ShouldBe(32, "what the caller says stands over the prompt");
        asked.GetProperty("response_format").GetProperty("type").GetString().ShouldBe("json_schema");
    }

    [Fact]
    public async Task A_wrong_variable_is_told_by_its_path_before_anything_is_spent()
    {
        await using var bench = await ComposerBench.StartAsync();
        await new PromptBench(bench.App).PublishAsync("summarise", Summary);

        var outcome = await bench.Composer.RunAsync(ComposerBench.Ask("x") with { Prompt = "summarise", Variables = PromptBench.Json("""{"tone": 7}""") }, default);
        var unknown = await bench.Composer.RunAsync(ComposerBench.Ask("x") with { Prompt = "nobody" }, default);

        (outcome.Failed!.Code, outcome.Failed.HttpStatus).ShouldBe(("invalid_variables", 422));
        outcome.Faults.Select(fault => fault.Path).ShouldContain("$.tone");
        unknown.Failed!.Code.ShouldBe("prompt_not_found");
        bench.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"capabilities": ["TOOLS"], "minContext": 8000}""", null)]
    [InlineData("""{"capabilities": ["VISION"]}""", "lacks vision")]
    [InlineData("""{"minContext": 8001}""", "8001 are required")]
    public async Task A_prompts_requirements_join_those_of_the_ask(string requirements, string? lack)
    {
        await using var bench = await ComposerBench.StartAsync();
        await new PromptBench(bench.App).PublishAsync("demanding", PromptBench.Text("Hello.") with { ModelRequirements = PromptBench.Json(requirements) });
        var ask = ComposerBench.Ask("x") with { Prompt = "demanding", Requires = Banyan.Wire.AskNeeds.Tools };

        var outcome = await bench.Composer.RunAsync(ask, default);

        outcome.Failed?.Code.ShouldBe("no_capable_model");
        (outcome.Failed?.Message ?? "").ShouldContain(lack ?? "");
        bench.Asked.Count.ShouldBe(lack is null ? 1 : 0);
    }

    [Fact]
    public async Task In_a_conversation_a_prompts_instructions_are_sent_each_time_and_kept_never()
    {
        await using var bench = await ComposerBench.StartAsync();
        await new PromptBench(bench.App).PublishAsync("summarise", Summary);
        var talk = await bench.TalkAsync();
        var ask = ComposerBench.Ask("x", talk) with { Messages = [], Prompt = "summarise", Variables = PromptBench.Json("""{"tone": "terse", "text": "long"}""") };

        await bench.Composer.RunAsync(ask, default);
        await bench.Composer.RunAsync(ask with { Variables = PromptBench.Json("""{"tone": "kind", "text": "short"}""") }, default);

        bench.Asked[1].GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString())
            .ShouldBe(["You are kind.", "Summarise: long", "answer 1", "Summarise: short"]);
        (await bench.Book.MessagesAsync(ComposerBench.Holder, talk, null, 10, default)).ShouldAllBe(message => message.Turn.Role != PlainRole.System);
    }
}
