using Banyan.Gateway.Prompts.Templates;

namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>A version's content, read once.</summary>
/// <param name="Content">The content.</param>
/// <param name="Messages">Its messages in order; one of the user's when it is a text.</param>
/// <param name="Config">How a model is to be asked.</param>
/// <param name="Requirements">What a model must be.</param>
internal sealed record CompiledPrompt(PromptContent Content, IReadOnlyList<MessageShape> Messages, PromptConfig Config, ModelRequirements Requirements)
{
    /// <summary>Its text, for who includes it; null when it is made of messages.</summary>
    public Template? Text => Content.Messages is null ? Messages[0].Template : null;

    /// <summary>References of the prompts it includes, repeats left out.</summary>
    public IEnumerable<string> Partials => Messages.SelectMany(message => message.Template?.Partials ?? []).Distinct(StringComparer.Ordinal);
}

/// <summary>One message: a template in a role, or the place of a variable that holds turns.</summary>
/// <param name="Role">The role; empty for an insertion.</param>
/// <param name="Template">The text; null for an insertion.</param>
/// <param name="Insert">The variable inserted; null for a text.</param>
internal sealed record MessageShape(string Role, Template? Template, string? Insert);
