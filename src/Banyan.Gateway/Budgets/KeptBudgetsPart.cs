using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Budgets that were set, as a start without the database finds them.</summary>
internal sealed class KeptBudgetsPart(BudgetBook book) : ILastGoodPart
{
    /// <inheritdoc />
    public string Name => "budgets";

    /// <inheritdoc />
    public byte[]? Take() => book.Read is { } read ? JsonSerializer.SerializeToUtf8Bytes(read, KeptBudgetsJson.Default.StoredBudgets) : null;

    /// <inheritdoc />
    public ValueTask<bool> RestoreAsync(ReadOnlyMemory<byte> content, TimeSpan age, CancellationToken cancellationToken)
    {
        book.Restore(JsonSerializer.Deserialize(content.Span, KeptBudgetsJson.Default.StoredBudgets)!);
        return new(true);
    }
}
