using Banyan.Gateway.Prompts.Store;
using Banyan.Wire;

namespace Banyan.Gateway.Prompts.Shelf;

/// <summary>Finds what a reference means on a shelf.</summary>
internal static class PromptLocator
{
    /// <summary>The prompt of a reference, whatever version it names; null when there is none.</summary>
    public static Prompt? Prompt(TenantShelf shelf, string text) => PromptReference.Read(text) switch
    {
        { Id: { } id } => shelf.Find(id) ?? (shelf.Head(id) is { } head ? shelf.Find(head.PromptId) : null),
        { } reference => shelf.Find(reference.Name),
        null => null,
    };

    /// <summary>The prompt and version of a reference.</summary>
    /// <param name="shelf">Where.</param>
    /// <param name="text">The reference.</param>
    /// <param name="label">The label, where the reference names none; null for the active version.</param>
    public static (Prompt? Prompt, VersionHead? Head, Failure? Failure) Version(TenantShelf shelf, string text, string? label)
    {
        if (PromptReference.Read(text) is not { } reference || (label is not null && !PromptNames.IsLabel(label)))
        {
            return (null, null, PromptFailures.Invalid("A prompt is named by its id, or as name, name@label or name:7.", "prompt"));
        }

        if (Prompt(shelf, text) is not { } prompt)
        {
            return (null, null, PromptFailures.NotFound("prompt of this name"));
        }

        var head = Head(shelf, prompt, reference, reference.Label ?? label);
        return head is null ? (prompt, null, PromptFailures.NotFound(Wanted(prompt, reference, reference.Label ?? label))) : (prompt, head, null);
    }

    /// <summary>Whether a reference leaves the version to the prompt, so that an experiment may choose it.</summary>
    public static bool IsOpen(TenantShelf shelf, string text, string? label) =>
        PromptReference.Read(text) is { Number: null } reference && (reference.Label ?? label) is null or PromptLabel.Production && (reference.Id is not { } id || shelf.Find(id) is not null);

    private static VersionHead? Head(TenantShelf shelf, Prompt prompt, PromptReference reference, string? label)
    {
        if (reference.Id is { } id && id != prompt.Id)
        {
            return shelf.Head(id);
        }

        if (reference.Number is { } number)
        {
            return shelf.Heads(prompt.Id).FirstOrDefault(head => head.Number == number);
        }

        return label switch
        {
            null or PromptLabel.Production => shelf.Active(prompt.Id),
            PromptLabel.Latest => shelf.Heads(prompt.Id).FirstOrDefault(),
            _ => shelf.Labels(prompt.Id).FirstOrDefault(one => one.Label == label) is { } set ? shelf.Head(set.VersionId) : null,
        };
    }

    private static string Wanted(Prompt prompt, PromptReference reference, string? label) =>
        reference.Number is { } number ? $"version {number} of {prompt.Name}" : label is null ? $"active version of {prompt.Name}" : $"version of {prompt.Name} with the label {label}";
}
