using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>Keys, services and people as a start without the database finds them.</summary>
internal sealed class KeptKeysPart(KeyRing ring) : LastGoodPart<KeyPage>("keys", KeptKeysJson.Default.KeyPage)
{
    /// <inheritdoc />
    public override bool OpensDoors => true;

    /// <inheritdoc />
    protected override KeyPage? Read => ring.Read;

    /// <inheritdoc />
    protected override void Restore(KeyPage read, TimeSpan age) => ring.Restore(read, age);
}
