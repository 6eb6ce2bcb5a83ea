namespace Banyan.Wire;

/// <summary>What a model must be able to do to answer an ask.</summary>
[Flags]
public enum AskNeeds
{
    /// <summary>Plain text only.</summary>
    None = 0,

    /// <summary>Answers as a stream.</summary>
    Streaming = 1,

    /// <summary>Calls tools.</summary>
    Tools = 1 << 1,

    /// <summary>Makes several calls in one turn.</summary>
    ParallelTools = 1 << 2,

    /// <summary>Reads images.</summary>
    Vision = 1 << 3,

    /// <summary>Reads or makes audio.</summary>
    Audio = 1 << 4,

    /// <summary>Reads PDF documents.</summary>
    Pdf = 1 << 5,

    /// <summary>Answers with some JSON object.</summary>
    JsonMode = 1 << 6,

    /// <summary>Answers with JSON of a given schema.</summary>
    JsonSchema = 1 << 7,

    /// <summary>Thinks before it answers.</summary>
    Reasoning = 1 << 8,

    /// <summary>Makes embeddings.</summary>
    Embeddings = 1 << 9,

    /// <summary>Keeps a prompt cache.</summary>
    PromptCache = 1 << 10,
}
