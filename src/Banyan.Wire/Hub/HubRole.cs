namespace Banyan.Wire.Hub;

/// <summary>Who speaks in a turn.</summary>
public enum HubRole : byte
{
    /// <summary>The application's standing instruction.</summary>
    System,

    /// <summary>The developer's instruction (OpenAI); the same as system elsewhere.</summary>
    Developer,

    /// <summary>The person.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>The caller's tools: results only.</summary>
    Tool,
}
