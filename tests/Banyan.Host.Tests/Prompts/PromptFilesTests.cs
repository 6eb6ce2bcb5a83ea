using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Files;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Prompts;

/// <summary>Prompts begin with seeds, and go out to files and in again.</summary>
public sealed class PromptFilesTests
{
    [Fact]
    public async Task The_first_start_brings_the_seeds_and_they_answer_at_once()
    {
        await using var app = await BanyanApp.StartAsync();
        var bench = new PromptBench(app);
        bench.Prompts.List("default", new PromptFilter { Tags = ["seed"] }).Count.ShouldBe(6);
        bench.Prompts.List("default", new PromptFilter { Category = "summaries", Search = "ARTICLE" }).ShouldHaveSingleItem().Name.ShouldBe("summarize-article");
        var rendered = PromptBench.Done(await bench.RenderAsync("summarize-text@production", """{"text":"Long."}"""));
        rendered.Messages[1].Text.ShouldBe("Sum up the following text in at most 3 sentences.\n\n<text>\nLong.\n</text>");
    }

    [Fact]
    public async Task A_push_twice_changes_once_and_drift_is_refused()
    {
        await using var app = await BanyanApp.StartAsync();
        var (bench, files) = (new PromptBench(app), app.Services.GetRequiredService<IPromptFiles>());
        var (prompt, version) = await bench.PublishAsync("greet", PromptBench.Text("Hello {{name}}.", "name"));
        var exported = (await files.ExportAsync("default", ["greet"], default)).ShouldHaveSingleItem();
        exported.ContentHash.ShouldBe(version.ContentHash);
        var edited = exported.Text.Replace("Hello", "Good day", StringComparison.Ordinal);
        const string Fresh = "---\nname: fresh\ncategory: tests\n---\nNew.";

        (await files.ImportAsync(PromptBench.Ada, [new ImportFile(exported.Text, null)], false, default))[0].Change.ShouldBe(ImportChange.Same);
        var dry = await files.ImportAsync(PromptBench.Ada, [new ImportFile(edited, exported.ContentHash), new ImportFile(Fresh, null)], true, default);
        dry.Select(one => one.Change).ShouldBe([ImportChange.Drafted, ImportChange.Created]);
        bench.Prompts.Find("default", "fresh").ShouldBeNull();
        (await files.ImportAsync(PromptBench.Ada, [new ImportFile(edited, exported.ContentHash), new ImportFile(Fresh, null)], false, default)).Select(one => one.Version).ShouldBe([2, 1]);
        (await files.ImportAsync(PromptBench.Ada, [new ImportFile(edited, exported.ContentHash), new ImportFile(Fresh, null)], false, default)).ShouldAllBe(one => one.Change == ImportChange.Same);
        (await bench.TextAsync("greet@latest", """{"name":"Ada"}""")).ShouldBe("Good day Ada.");
        (await bench.TextAsync("greet", """{"name":"Ada"}""")).ShouldBe("Hello Ada.", "a push publishes nothing");

        var other = exported.Text.Replace("Hello", "Hi", StringComparison.Ordinal);
        var drifted = await files.ImportAsync(PromptBench.Ada, [new ImportFile("---\nname: third\ncategory: tests\n---\nx", null), new ImportFile(other, exported.ContentHash)], false, default);
        drifted[1].Change.ShouldBe(ImportChange.Drifted);
        bench.Prompts.Find("default", "third").ShouldBeNull("with drift in one nothing is written");
        (await files.ImportAsync(PromptBench.Ada, [new ImportFile("no file", null)], false, default))[0].Change.ShouldBe(ImportChange.Faulty);
        (await files.ImportAsync(PromptBench.Ada, [new ImportFile("---\nname: bad\ncategory: tests\n---\n{{x}}", null)], false, default))[0].Problem!.ShouldContain("not declared");
    }
}
