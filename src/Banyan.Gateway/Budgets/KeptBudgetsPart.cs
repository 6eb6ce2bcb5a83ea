using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Budgets that were set, as a start without the database finds them.</summary>
internal sealed class KeptBudgetsPart(BudgetBook book) : LastGoodPart<StoredBudgets>("budgets", KeptBudgetsJson.Default.StoredBudgets)
{
    /// <inheritdoc />
    protected override StoredBudgets? Read => book.Read;

    /// <inheritdoc />
    protected override void Restore(StoredBudgets read, TimeSpan age) => book.Restore(read);
}
