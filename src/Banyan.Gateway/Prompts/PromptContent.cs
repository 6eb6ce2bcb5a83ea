using System.Text.Json;
using Banyan.Gateway.Prompts.Variables;

namespace Banyan.Gateway.Prompts;

/// <summary>What a version says: its text, its variables, and how a model is to be asked. JSON members keep the order they were written in.</summary>
public sealed record PromptContent
{
    /// <summary>The text of the one user message; empty when <see cref="Messages"/> speaks.</summary>
    public string Template { get; init; } = "";

    /// <summary>Messages instead of a text: a list of <c>{"role", "content"}</c> whose contents are templates, or <c>{"insert": "variable"}</c> for a variable of messages; null for the text alone.</summary>
    public JsonElement? Messages { get; init; }

    /// <summary>What the text asks for, in the order declared.</summary>
    public IReadOnlyList<PromptVariable> Variables { get; init; } = [];

    /// <summary><c>{"model", "parameters", "tools", "schema", "cache"}</c>, each optional; null when nothing is said.</summary>
    public JsonElement? Config { get; init; }

    /// <summary><c>{"capabilities", "minContext"}</c>, each optional: what a model must be able to do, and the tokens its window must hold; null when nothing is asked.</summary>
    public JsonElement? ModelRequirements { get; init; }

    /// <summary>Whatever its owners want kept with it; nothing reads it.</summary>
    public JsonElement? Metadata { get; init; }
}
