using System.Text.Json;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Prompts;

/// <summary>Prompts of a running service, by its own ports.</summary>
internal sealed class PromptBench(BanyanApp app)
{
    public static readonly PromptAuthor Ada = new("default", "ada"), Grace = new("default", "grace");

    public IPrompts Prompts => app.Services.GetRequiredService<IPrompts>();

    public IPromptEditing Editing => app.Services.GetRequiredService<IPromptEditing>();

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>A text with variables of type string.</summary>
    public static PromptContent Text(string template, params string[] variables) =>
        new() { Template = template, Variables = [.. variables.Select(name => new PromptVariable(name, VariableType.String))] };

    /// <summary>Makes a prompt and publishes its first version.</summary>
    public async Task<(Prompt Prompt, PromptVersion Version)> PublishAsync(string name, PromptContent content)
    {
        var prompt = Done(await Editing.CreateAsync(Ada, new NewPrompt(name, "tests"), default));
        return (prompt, await NextAsync(prompt, content, null));
    }

    /// <summary>Adds a version and publishes it.</summary>
    public async Task<PromptVersion> NextAsync(Prompt prompt, PromptContent content, int? expected)
    {
        var version = Done(await Editing.AddVersionAsync(Ada, prompt.Id, content, null, default));
        return Done(await Editing.PublishAsync(Ada, prompt.Id, version.Id, expected, default));
    }

    public async Task<PromptResult<RenderedPrompt>> RenderAsync(string reference, string variables = "{}", string? label = null) =>
        await Prompts.RenderAsync(new RenderAsk("default", reference) { Label = label, Variables = Json(variables) }, default);

    public async Task<string> TextAsync(string reference, string variables = "{}", string? label = null) => Done(await RenderAsync(reference, variables, label)).Messages[0].Text;

    public static T Done<T>(PromptResult<T> result)
        where T : class
    {
        result.Failure.ShouldBeNull();
        return result.Value!;
    }
}
