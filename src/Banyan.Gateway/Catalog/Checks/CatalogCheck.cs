using Banyan.Gateway.Catalog.Building;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>The checks that look across sections. Start, reload and <c>--check</c> run the same ones.</summary>
internal static class CatalogCheck
{
    public static void Run(Draft draft, ReferenceReader references)
    {
        StalePriceCheck.Run(draft);
        RuleCheck.Run(draft, references);
        BudgetCheck.Run(draft, references);
        IdentityCheck.Run(draft);
        BackendCheck.Run(draft, references);
        IntentCheck.Run(draft);
        ToolSectionCheck.Run(draft);
        RedisCheck.Run(draft);
    }
}
