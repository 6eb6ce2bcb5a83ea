namespace Banyan.Intents.Spine;

/// <summary>What an intent does to the world. The order is the order of risk.</summary>
internal enum Effect
{
    /// <summary>Changes nothing.</summary>
    Read,

    /// <summary>Changes something.</summary>
    Write,

    /// <summary>Changes something that is not easily put back; always confirmed.</summary>
    Destructive,
}
