namespace Banyan.Wire;

/// <summary>What a frame carries; one frame may carry several.</summary>
[Flags]
public enum FrameTraits : byte
{
    /// <summary>Nothing that matters: an unknown or empty event.</summary>
    Other = 0,

    /// <summary>Opens the answer without content: a role, a message start.</summary>
    Preamble = 1,

    /// <summary>Text, reasoning, a refusal, or a part of a call: handing it over commits.</summary>
    Content = 1 << 1,

    /// <summary>Token counts.</summary>
    Usage = 1 << 2,

    /// <summary>The model's own end of an answer or a choice.</summary>
    Finish = 1 << 3,

    /// <summary>An error told inside the stream or inside a 200.</summary>
    Error = 1 << 4,

    /// <summary>The stream's end mark: <c>[DONE]</c>, <c>message_stop</c>, <c>done:true</c>, a final response event.</summary>
    Terminal = 1 << 5,

    /// <summary>Nothing but token counts (OpenAI chat's chunk with <c>choices: []</c>): kept from a caller who did not ask for it.</summary>
    UsageOnly = 1 << 6,

    /// <summary>A call of a tool that the asker must run; what the provider runs itself does not count.</summary>
    Call = 1 << 7,
}
