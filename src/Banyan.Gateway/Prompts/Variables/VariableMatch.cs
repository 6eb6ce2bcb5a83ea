namespace Banyan.Gateway.Prompts.Variables;

/// <summary>When two values of a variable count as equal for the prompt cache.</summary>
public enum VariableMatch : byte
{
    /// <summary>Equal to the character.</summary>
    Exact,

    /// <summary>Equal but for space around and case.</summary>
    TrimCasefold,

    /// <summary>Equal as numbers.</summary>
    Number,

    /// <summary>Equal as days.</summary>
    Date,

    /// <summary>Equal as sets.</summary>
    Set,

    /// <summary>Always equal.</summary>
    Ignore,
}
