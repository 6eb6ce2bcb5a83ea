namespace Banyan.Gateway.Prompts.Variables;

/// <summary>What a variable holds.</summary>
public enum VariableType : byte
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number, or its digits as text where a float would lose some.</summary>
    Decimal,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>One of the words that the variable's validation lists.</summary>
    Enum,

    /// <summary>A day, as <c>2026-11-21</c>.</summary>
    Date,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object.</summary>
    Object,

    /// <summary>A file: <c>{"mediaType", "data"}</c> with base64, or <c>{"mediaType", "url"}</c>; <c>name</c> is optional.</summary>
    File,

    /// <summary>Turns of a conversation: <c>{"role", "content"}</c> with the roles user and assistant.</summary>
    Messages,
}
