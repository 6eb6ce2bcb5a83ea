namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>What a JSON message of this wire is, by its member <c>type</c>.</summary>
internal enum AnthropicEventKind : byte
{
    /// <summary>An object of no known type.</summary>
    Unknown,

    /// <summary>Not a JSON object at all.</summary>
    Broken,

    /// <summary><c>message_start</c>.</summary>
    MessageStart,

    /// <summary><c>content_block_start</c>.</summary>
    BlockStart,

    /// <summary><c>content_block_delta</c>.</summary>
    BlockDelta,

    /// <summary><c>content_block_stop</c>.</summary>
    BlockStop,

    /// <summary><c>message_delta</c>.</summary>
    MessageDelta,

    /// <summary><c>message_stop</c>.</summary>
    MessageStop,

    /// <summary><c>ping</c>.</summary>
    Ping,

    /// <summary><c>error</c>, or an object whose only news is a member <c>error</c>.</summary>
    Error,

    /// <summary><c>message</c>: a whole answer.</summary>
    Message,
}
