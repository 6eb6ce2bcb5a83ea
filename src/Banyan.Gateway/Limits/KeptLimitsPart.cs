using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Limits;

/// <summary>Rate limits that were set, as a start without the database finds them.</summary>
internal sealed class KeptLimitsPart(LimitRules rules) : LastGoodPart<LimitPage>("limits", KeptLimitsJson.Default.LimitPage)
{
    /// <inheritdoc />
    protected override LimitPage? Read => rules.Read;

    /// <inheritdoc />
    protected override void Restore(LimitPage read, TimeSpan age) => rules.Restore(read);
}
