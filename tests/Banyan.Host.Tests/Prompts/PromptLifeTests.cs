using Banyan.Gateway.Prompts;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Prompts;

/// <summary>The life of a prompt in a running service: drafted, published, labelled, rolled back.</summary>
public sealed class PromptLifeTests
{
    [Fact]
    public async Task References_find_the_version_they_mean_and_a_rollback_serves_at_once()
    {
        await using var app = await BanyanApp.StartAsync();
        var bench = new PromptBench(app);
        var (prompt, first) = await bench.PublishAsync("greet", PromptBench.Text("Hello {{name}}.", "name"));
        var second = await bench.NextAsync(prompt, PromptBench.Text("Good day {{name}}.", "name"), 1);
        PromptBench.Done(await bench.Editing.AddVersionAsync(PromptBench.Ada, prompt.Id, PromptBench.Text("Hi {{name}}!", "name"), "shorter", default));
        PromptBench.Done(await bench.Editing.SetLabelAsync(PromptBench.Ada, prompt.Id, "old", first.Id, null, default));

        const string ada = """{"name":"Ada"}""";
        foreach (var (reference, label, text) in new[]
        {
            ("greet", null, "Good day Ada."), (prompt.Id.ToString(), null, "Good day Ada."), ("greet@production", null, "Good day Ada."), ("greet", "old", "Hello Ada."),
            ("greet@old", null, "Hello Ada."), ("greet:1", null, "Hello Ada."), (first.Id.ToString(), null, "Hello Ada."), ("greet@latest", null, "Hi Ada!"), ("greet:3", null, "Hi Ada!"),
        })
        {
            (await bench.TextAsync(reference, ada, label)).ShouldBe(text, $"{reference} {label}");
        }

        foreach (var reference in new[] { "greet:4", "greet@none", "nobody", Guid.Empty.ToString() })
        {
            (await bench.RenderAsync(reference, ada)).Failure!.Code.ShouldBe("prompt_not_found");
        }

        (await bench.Editing.PublishAsync(PromptBench.Grace, prompt.Id, first.Id, 1, default)).Failure!.Code.ShouldBe("conflict");
        PromptBench.Done(await bench.Editing.RollbackAsync(PromptBench.Grace, prompt.Id, 1, default)).Status.ShouldBe(VersionStatus.Active);
        (await bench.TextAsync("greet", ada)).ShouldBe("Hello Ada.");
        (await bench.Editing.RollbackAsync(PromptBench.Grace, prompt.Id, 3, default)).Failure!.Code.ShouldBe("conflict", "it was never active");
        var versions = (await bench.Prompts.VersionsOfAsync("default", [prompt.Id], default))[prompt.Id].ToList();
        versions.Select(version => version.Status).ShouldBe([VersionStatus.Draft, VersionStatus.Deprecated, VersionStatus.Active]);
        versions[1].ContentHash.ShouldBe(second.ContentHash);
        bench.Prompts.Labels("default", prompt.Id).Select(label => label.Label).ShouldBe(["latest", "old", "production"]);
        var diff = PromptBench.Done(await bench.Prompts.DiffAsync("default", prompt.Id, 1, 2, default));
        diff.Template.ShouldBe("--- version 1\n+++ version 2\n-Hello {{name}}.\n+Good day {{name}}.\n");
    }

    [Fact]
    public async Task Another_tenant_sees_nothing()
    {
        await using var app = await BanyanApp.StartAsync();
        var bench = new PromptBench(app);
        var (prompt, version) = await bench.PublishAsync("mine", PromptBench.Text("x"));
        var stranger = new PromptAuthor("other", "eve", IsAdmin: true);
        bench.Prompts.Find("other", "mine").ShouldBeNull();
        bench.Prompts.ByIds("other", [prompt.Id]).ShouldBeEmpty();
        (await bench.Prompts.VersionsAsync("other", [version.Id], default)).ShouldBeEmpty();
        (await bench.Editing.AddVersionAsync(stranger, prompt.Id, PromptBench.Text("y"), null, default)).Failure!.Code.ShouldBe("prompt_not_found");
        (await bench.Editing.DeprecateAsync(stranger, version.Id, default)).Failure!.Code.ShouldBe("prompt_not_found");
        (await bench.Editing.RollbackAsync(stranger, prompt.Id, 1, default)).Failure!.Code.ShouldBe("prompt_not_found");
        (await bench.Editing.SetLabelAsync(stranger, prompt.Id, "x", version.Id, null, default)).Failure!.Code.ShouldBe("prompt_not_found");
        (await bench.Prompts.DiffAsync("other", prompt.Id, 1, 1, default)).Failure!.Code.ShouldBe("prompt_not_found");
    }

    [Fact]
    public async Task A_protected_label_wants_a_second_person()
    {
        await using var app = await BanyanApp.StartAsync();
        var bench = new PromptBench(app);
        var (prompt, version) = await bench.PublishAsync("guarded", PromptBench.Text("x"));
        (await bench.Editing.SetLabelAsync(PromptBench.Ada, prompt.Id, "stable", version.Id, true, default)).Failure!.Code.ShouldBe("not_allowed");
        (await bench.Editing.ApproveAsync(PromptBench.Ada, version.Id, default)).Failure!.Code.ShouldBe("not_allowed", "nobody approves their own");
        PromptBench.Done(await bench.Editing.ApproveAsync(PromptBench.Grace, version.Id, default)).Approvals.ShouldBe(["grace"]);
        PromptBench.Done(await bench.Editing.SetLabelAsync(PromptBench.Ada, prompt.Id, "stable", version.Id, true, default)).IsProtected.ShouldBeTrue();
        var second = PromptBench.Done(await bench.Editing.AddVersionAsync(PromptBench.Ada, prompt.Id, PromptBench.Text("y"), null, default));
        (await bench.Editing.SetLabelAsync(PromptBench.Ada, prompt.Id, "stable", second.Id, null, default)).Failure!.Code.ShouldBe("not_allowed");
        PromptBench.Done(await bench.Editing.SetLabelAsync(new PromptAuthor("default", "root", IsAdmin: true), prompt.Id, "stable", second.Id, null, default)).IsProtected.ShouldBeTrue();
        (await bench.Editing.SetLabelAsync(PromptBench.Ada, prompt.Id, "production", second.Id, null, default)).Failure!.Code.ShouldBe("invalid_request");
    }

    [Fact]
    public async Task Partials_bring_their_variables_refuse_a_circle_and_know_who_uses_them()
    {
        await using var app = await BanyanApp.StartAsync();
        var bench = new PromptBench(app);
        var (tone, _) = await bench.PublishAsync("parts/tone", PromptBench.Text("Be {{tone}}.", "tone"));
        var (sign, _) = await bench.PublishAsync("parts/sign", PromptBench.Text("{{> parts/tone}} Sign as {{by}}.", "by"));
        var (letter, _) = await bench.PublishAsync("letter", PromptBench.Text("Write to {{to}}. {{> parts/sign@production}}", "to"));
        (await bench.TextAsync("letter", """{"to":"Ada","by":"B","tone":"kind"}""")).ShouldBe("Write to Ada. Be kind. Sign as B.");
        (await bench.RenderAsync("letter", """{"to":"Ada"}""")).Faults.Select(fault => fault.Path).ShouldBe(["$.by", "$.tone"], ignoreOrder: true);
        bench.Prompts.UsedBy("default", tone.Id).Select(prompt => prompt.Name).ShouldBe(["letter", "parts/sign"]);
        bench.Prompts.UsedBy("default", letter.Id).ShouldBeEmpty();

        var circle = await bench.Editing.AddVersionAsync(PromptBench.Ada, tone.Id, PromptBench.Text("{{> letter}}"), null, default);
        circle.Failure!.Message.ShouldContain("includes itself");
        (await bench.Editing.AddVersionAsync(PromptBench.Ada, sign.Id, PromptBench.Text("{{> parts/none}}"), null, default)).Failure!.Code.ShouldBe("invalid_request");

        await bench.NextAsync(tone, PromptBench.Text("Be {{tone}} and brief.", "tone"), 1);
        (await bench.TextAsync("letter", """{"to":"Ada","by":"B","tone":"kind"}""")).ShouldBe("Write to Ada. Be kind and brief. Sign as B.", "a published partial shows at once in what includes it");
    }
}
