using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Switches;

/// <summary>What operators stopped, as a start without the database finds it.</summary>
internal sealed class KeptSwitchesPart(SwitchBoard board) : LastGoodPart<StoredSwitches>("switches", KeptSwitchesJson.Default.StoredSwitches)
{
    /// <inheritdoc />
    protected override StoredSwitches? Read => board.Read;

    /// <inheritdoc />
    protected override void Restore(StoredSwitches read, TimeSpan age) => board.Restore(read);
}
