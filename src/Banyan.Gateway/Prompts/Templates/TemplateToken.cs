namespace Banyan.Gateway.Prompts.Templates;

/// <summary>What a tag does, or that it is none.</summary>
internal enum TemplateTag : byte
{
    /// <summary>Text.</summary>
    None,

    /// <summary><c>{{x}}</c>.</summary>
    Value,

    /// <summary><c>{{#if x}}</c>.</summary>
    If,

    /// <summary><c>{{#unless x}}</c>.</summary>
    Unless,

    /// <summary><c>{{#each x}}</c>.</summary>
    Each,

    /// <summary><c>{{else}}</c>.</summary>
    Else,

    /// <summary><c>{{/if}}</c>.</summary>
    End,

    /// <summary><c>{{> name}}</c>.</summary>
    Partial,

    /// <summary><c>{{! … }}</c>.</summary>
    Comment,
}

/// <summary>A tag, or the text between two.</summary>
/// <param name="Tag">What it is.</param>
/// <param name="Text">The text; of a tag what it is about.</param>
/// <param name="At">Where it begins.</param>
internal readonly record struct TemplateToken(TemplateTag Tag, string Text, int At)
{
    /// <summary>Whether it leaves no line of its own behind when it stands alone on one.</summary>
    public bool IsSilent => Tag is TemplateTag.If or TemplateTag.Unless or TemplateTag.Each or TemplateTag.Else or TemplateTag.End or TemplateTag.Comment;
}
