namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>What a text is to its intent.</summary>
internal enum TextKind
{
    /// <summary>A sentence that asks for it.</summary>
    Example,

    /// <summary>Its name, title, description and parameter words.</summary>
    Name,

    /// <summary>What it is not for.</summary>
    Not,
}
