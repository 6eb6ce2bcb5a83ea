using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Reads the budgets of the configuration.</summary>
internal static class BudgetReader
{
    private const decimal NanoUsdPerUsd = 1_000_000_000m;

    // Below what a counter in nano-USD can hold, with room for what is reserved.
    private const decimal MostUsd = 4_000_000_000m;

    public static IReadOnlyList<BudgetRule> Read(Section root) => [.. root.Items("budgets").Select(budget => Rule(budget, AlertReader.Read(root.Sub("alerts")).Budget))];

    private static BudgetRule Rule(Section budget, double usual)
    {
        var (scope, scopeId, period) = (budget.Word("scope"), budget.Text("scopeId"), budget.Word("period"));
        var thresholds = budget.Texts("alertThresholds").Select(node => Quantity.TryNumber(node.Text, out var share) ? (double)share : 0).Where(share => share > 0).Order().ToArray();
        return new BudgetRule
        {
            Id = $"file:{scope}:{scopeId}:{period}",
            Scope = Of<BudgetScope>(scope),
            ScopeId = scopeId,
            Period = Of<BudgetPeriod>(period),
            LimitNanoUsd = decimal.ToInt64(Math.Clamp(budget.Number("limit"), 0, MostUsd) * NanoUsdPerUsd),
            AlertThresholds = thresholds.Length == 0 ? [usual] : thresholds,
            OnExceeded = Of<OnExceeded>(budget.Word("onExceeded")),
            DegradeTo = budget.TextOrNull("degradeTo"),
            IsStrict = budget.Flag("strict"),
            TimeZone = budget.Text("timeZone"),
            IsEnabled = budget.Flag("enabled"),
            IsFromFile = true,
        };
    }

    /// <summary>A word of a setting that was checked; the first one where it was found wrong, for then nothing comes of the draft.</summary>
    private static T Of<T>(string word)
        where T : struct, Enum => Enum.TryParse<T>(word, ignoreCase: true, out var value) ? value : default;
}
