using System.Text.Json;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Files;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Gateway.Prompts.Seeds;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Gateway.Prompts.Versions;

namespace Banyan.Gateway.Tests.Prompts;

public sealed class PromptFileTests
{
    [Fact]
    public void What_is_written_is_read_again_and_written_the_same()
    {
        var file = new PromptFile("billing/reminder", "letters", new PromptContent
        {
            Template = "\n---\nDear {{name}},\n{{#if late}}\n  at once\n{{/if}}\n\n",
            Variables = [new PromptVariable("name", VariableType.String) { Description = "Who – 誰\n\"quoted\"" }, new PromptVariable("late", VariableType.Boolean) { DefaultValue = Json("false"), Match = VariableMatch.Ignore }],
            Config = Json("{\n  \"model\": \"fast\",\n  \"parameters\": {\"temperature\": 0.20}\n}"),
            Metadata = Json("""{"owner":"team"}"""),
        })
        {
            Description = "A reminder: polite",
            Tags = ["letters", "#odd"],
        };
        var text = PromptFileText.Write(file);
        var read = PromptFileText.Read(text);
        PromptFileText.Write(read).ShouldBe(text);
        ContentHash.Of(read.Content).ShouldBe(ContentHash.Of(file.Content));
        read.Content.Template.ShouldBe(file.Content.Template);
        (read.Name, read.Category, read.Description).ShouldBe((file.Name, file.Category, file.Description));
        read.Tags.ShouldBe(file.Tags);
        PromptFileText.Read(text.Replace("\n", "\r\n", StringComparison.Ordinal)).Content.Template.ShouldBe(file.Content.Template, "a checkout on Windows is the same prompt");
    }

    [Fact]
    public void A_file_written_by_hand_needs_no_quotes()
    {
        var read = PromptFileText.Read("---\n# mine\nname: greet\ncategory: small talk\ntags:\n  - polite\n\nvariables:\n  - {\"name\": \"who\", \"type\": \"string\"}\n---\nHello {{who}}.");
        (read.Name, read.Category, read.Content.Template).ShouldBe(("greet", "small talk", "Hello {{who}}."));
        read.Tags.ShouldBe(["polite"]);
    }

    [Theory]
    [InlineData("name: x", "line 1")]
    [InlineData("---\nname: x\n", "line 1")]
    [InlineData("---\nname: x\ncolour: red\n---\n", "line 3")]
    [InlineData("---\nname: x\nname: y\n---\n", "line 3")]
    [InlineData("---\n- x\n---\n", "line 2")]
    [InlineData("---\nname: x\nconfig: {broken\n---\n", "line 3")]
    [InlineData("---\nname: x\n---\n", "category")]
    [InlineData("---\nname: x\ncategory: c\nvariables:\n  - {\"name\":\"a\"}\n---\n", "variables[0].type")]
    public void What_is_no_file_is_told_with_its_place(string text, string place) => Should.Throw<FormatException>(() => PromptFileText.Read(text)).Message.ShouldContain(place);

    [Fact]
    public void The_seeds_are_right_and_written_as_an_export_writes_them()
    {
        var seeds = SeedPrompts.All();
        seeds.Select(seed => seed.Name).ShouldBe(["classify-sentiment", "extract-keywords", "generate-title", "summarize-article", "summarize-text", "summarize-transaction"]);
        foreach (var seed in seeds)
        {
            PromptCompiler.Compile(seed.Content).Faults.ShouldBeEmpty(seed.Name);
            PromptText.Fault(seed.Name, seed.Category, seed.Description, seed.Tags).ShouldBeNull();
            var used = PromptCompiler.Compile(seed.Content).Prompt.Messages.SelectMany(message => message.Template!.Paths).Select(path => path.Root).ToHashSet();
            used.ShouldBe(seed.Content.Variables.Select(variable => variable.Name), ignoreOrder: true);
            PromptFileText.Write(PromptFileText.Read(PromptFileText.Write(seed))).ShouldBe(PromptFileText.Write(seed));
        }
    }

    [Fact]
    public void A_hash_stands_for_what_is_said_and_not_for_how_it_is_laid_out()
    {
        var content = new PromptContent { Template = "x", Config = Json("""{"model":"a","parameters":{"temperature":1,"top_p":1}}""") };
        ContentHash.Of(content with { Config = Json("""{ "parameters": { "top_p": 1, "temperature": 1 }, "model": "\u0061" }""") }).ShouldBe(ContentHash.Of(content));
        ContentHash.Of(content with { Template = "y" }).ShouldNotBe(ContentHash.Of(content));
        ContentHash.Of(content with { Config = Json("""{"model":"b"}""") }).ShouldNotBe(ContentHash.Of(content));
        ContentHash.Of(new PromptContent { Template = "x" }).ShouldBe("sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("""{"template":"x","variables":[]}"""u8)));
    }

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
