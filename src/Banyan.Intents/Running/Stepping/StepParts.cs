using Banyan.Intents.Running.Holding;
using Banyan.Intents.Running.Reading;
using Banyan.Intents.Running.Sending;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>What carrying out steps needs.</summary>
internal sealed record StepParts(IGuardRails Guards, StepSender Sender, WriteProtocol Writes, IConditionJudge Judge, HoldParts Hold)
{
    /// <summary>Ceilings and times in force.</summary>
    public required IIntentSettings Settings { get; init; }

    /// <summary>Records read in runs.</summary>
    public required RunCache Cache { get; init; }

    /// <summary>The intents in force.</summary>
    public required IIntentCatalogue Catalogue { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time => Hold.Time;
}
