namespace Banyan.Load.Upstream;

/// <summary>How the mock upstream answers; its name in lower case is the model that asks for it.</summary>
internal enum Mode
{
    /// <summary>One body at once.</summary>
    Whole,

    /// <summary>One body after 60 ms.</summary>
    Wait,

    /// <summary>Forty chunks in one write.</summary>
    Burst,

    /// <summary>Forty chunks, 5 ms between them.</summary>
    Paced,

    /// <summary>Four hundred chunks, 5 ms between them: an answer of some hundred words.</summary>
    Long,

    /// <summary>One chunk, and the rest when the measurement ends.</summary>
    Held,
}
