namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>The named habits of a provider, as configured; docs/wire/openai-chat.md lists them.</summary>
internal readonly struct ChatQuirks(IReadOnlyDictionary<string, string> quirks)
{
    /// <summary><c>maxTokensOnly</c>: the provider knows only the old name of the output limit.</summary>
    public bool MaxTokensOnly => IsOn("maxTokensOnly");

    /// <summary><c>noDeveloperRole</c>: developer turns are sent as system turns.</summary>
    public bool NoDeveloperRole => IsOn("noDeveloperRole");

    /// <summary><c>effortWithTools: refused</c>: reasoning and tools can't be asked for together.</summary>
    public bool RefusesEffortWithTools => Is("effortWithTools", "refused");

    /// <summary><c>includeUsage: inject</c> (default), <c>unsupported</c> (asking is an error) or <c>always</c> (needs no asking).</summary>
    public bool AsksForUsage => !Is("includeUsage", "unsupported") && !Is("includeUsage", "always");

    /// <summary><c>thinkTags</c>: reasoning stands in the content between <c>&lt;think&gt;</c> tags.</summary>
    public bool ThinkTags => IsOn("thinkTags");

    /// <summary><c>reasoningMember</c>: under which name reasoning of earlier turns is sent back; null when the provider takes none.</summary>
    public string? ReasoningMember => quirks.TryGetValue("reasoningMember", out var name) ? name : null;

    private bool IsOn(string name) => quirks.TryGetValue(name, out var value) && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);

    private bool Is(string name, string wanted) => quirks.TryGetValue(name, out var value) && string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);
}
