namespace Banyan.Wire;

/// <summary>What a caller asks for.</summary>
public enum Operation : byte
{
    /// <summary>An answer to a conversation, whole or streamed.</summary>
    Chat,

    /// <summary>Vectors for texts.</summary>
    Embed,

    /// <summary>How many tokens an ask would have.</summary>
    CountTokens,
}
