using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>Routing rules, as a start without the database finds them.</summary>
internal sealed class KeptRulesPart(RuleBook book) : LastGoodPart<IReadOnlyList<StoredRule>>("rules", KeptRulesJson.Default.IReadOnlyListStoredRule)
{
    /// <inheritdoc />
    protected override IReadOnlyList<StoredRule>? Read => book.Read;

    /// <inheritdoc />
    protected override void Restore(IReadOnlyList<StoredRule> read, TimeSpan age) => book.Restore(read);
}
