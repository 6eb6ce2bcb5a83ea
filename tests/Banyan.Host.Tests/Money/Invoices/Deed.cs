namespace Banyan.Host.Tests.Money.Invoices;

/// <summary>What the provider does with one call.</summary>
internal enum Deed
{
    /// <summary>Answers in full and reports what it bills.</summary>
    Answer,

    /// <summary>Calls a tool, and reports what it bills.</summary>
    CallTool,

    /// <summary>Refuses with 503 and bills nothing.</summary>
    Refuse,

    /// <summary>Takes the ask and hangs up without a word; what it read is billed.</summary>
    HangUp,

    /// <summary>Ends the connection in the midst of its words; what it read and said is billed.</summary>
    Cut,

    /// <summary>Falls silent in the midst of its words until the caller leaves; what it read and said is billed.</summary>
    Wait,

    /// <summary>Takes the ask and says nothing until the other side leaves, which has asked another meanwhile; what it read is billed.</summary>
    Stall,
}
