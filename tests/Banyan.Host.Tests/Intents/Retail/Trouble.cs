namespace Banyan.Host.Tests.Intents.Retail;

/// <summary>How a side breaks, before or after the effect.</summary>
internal enum Trouble
{
    None,

    /// <summary>Says that it does not do that: proof that nothing was received.</summary>
    NotHere,

    /// <summary>Answers 500 without an effect.</summary>
    Erred,

    /// <summary>Answers 500 after its effect.</summary>
    ErredAfter,

    /// <summary>Never answers, without an effect.</summary>
    Silent,

    /// <summary>Never answers, after its effect.</summary>
    SilentAfter,

    /// <summary>Cuts the connection after its effect.</summary>
    CutAfter,

    /// <summary>Answers without a field it promised, after its effect.</summary>
    Lacking,

    /// <summary>Answers rightly, and late.</summary>
    Slow,
}
