using System.Text.Json;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Wire;

namespace Banyan.Gateway.Tests.Prompts;

/// <summary>What a version requires of a model is read when it is saved.</summary>
public sealed class RequirementTests
{
    [Theory]
    [InlineData("{}", AskNeeds.None, 0)]
    [InlineData("""{"capabilities": ["TOOLS", "JSON_SCHEMA"], "minContext": 32000}""", AskNeeds.Tools | AskNeeds.JsonSchema, 32_000)]
    [InlineData("""{"capabilities": ["jsonSchema", "reasoning"]}""", AskNeeds.JsonSchema | AskNeeds.Reasoning, 0)]
    [InlineData("""{"minContext": 1}""", AskNeeds.None, 1)]
    public void Both_ways_of_writing_a_capability_are_read(string json, AskNeeds capabilities, int context)
    {
        var (prompt, faults) = Compile(json);
        faults.ShouldBeEmpty();
        prompt.Requirements.ShouldBe(new ModelRequirements(capabilities, context));
    }

    [Theory]
    [InlineData("[]", "$.modelRequirements")]
    [InlineData("""{"capabilities": "TOOLS"}""", "$.modelRequirements.capabilities")]
    [InlineData("""{"capabilities": ["telepathy"]}""", "$.modelRequirements.capabilities")]
    [InlineData("""{"capabilities": [4]}""", "$.modelRequirements.capabilities")]
    [InlineData("""{"capabilities": ["4"]}""", "$.modelRequirements.capabilities")]
    [InlineData("""{"minContext": 0}""", "$.modelRequirements.minContext")]
    [InlineData("""{"minContext": 1e12}""", "$.modelRequirements.minContext")]
    [InlineData("""{"tools": true}""", "$.modelRequirements.tools")]
    public void What_is_not_understood_is_told_when_it_is_saved(string json, string path) =>
        Compile(json).Faults.ShouldHaveSingleItem().Path.ShouldBe(path);

    private static (CompiledPrompt Prompt, IReadOnlyList<Banyan.Wire.Schemas.SchemaFault> Faults) Compile(string requirements)
    {
        using var document = JsonDocument.Parse(requirements);
        return PromptCompiler.Compile(new PromptContent { Template = "Hello.", ModelRequirements = document.RootElement.Clone() });
    }
}
