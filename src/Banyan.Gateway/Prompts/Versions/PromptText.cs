using Banyan.Wire;

namespace Banyan.Gateway.Prompts.Versions;

/// <summary>What a prompt's own words may be.</summary>
internal static class PromptText
{
    private const int MostCategory = 64, MostDescription = 2_000, MostTags = 20, MostTag = 64;

    /// <summary>What is wrong with them; null when nothing is.</summary>
    public static Failure? Fault(string name, string category, string? description, IReadOnlyList<string> tags)
    {
        if (!PromptNames.IsName(name))
        {
            return PromptFailures.Invalid("A name is one to eight words of small letters, digits, - _ and ., parted by slashes, at most 128 characters.", "name");
        }

        if (!IsText(category, MostCategory) || category.Length == 0)
        {
            return PromptFailures.Invalid($"A category is a word of at most {MostCategory} characters.", "category");
        }

        if (description is not null && !IsText(description, MostDescription))
        {
            return PromptFailures.Invalid($"A description has at most {MostDescription} characters.", "description");
        }

        return tags.Count > MostTags || tags.Any(tag => tag.Length == 0 || !IsText(tag, MostTag))
            ? PromptFailures.Invalid($"There are at most {MostTags} tags of at most {MostTag} characters.", "tags")
            : null;
    }

    private static bool IsText(string text, int most) => text.Length <= most && !text.Contains('\0', StringComparison.Ordinal);
}
