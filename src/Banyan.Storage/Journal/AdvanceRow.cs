using System.Data.Common;
using Banyan.Intents.Running.Journal;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Journal;

/// <summary>Moves a run's row on, unless it has a later holder or has ended.</summary>
internal static class AdvanceRow
{
    /// <summary>The statement; it gives the new head and whether somebody wants the run to stop, or nothing.</summary>
    /// <param name="further">A further condition, beginning with <c> AND</c>; empty for none.</param>
    public static string Sql(string further) =>
        "UPDATE intent_runs SET head = head + @Count, fence = @Fence, status = @Status, is_open = @IsOpen, due_at = @DueAt "
        + $"WHERE tenant_id = @Tenant AND id = @RunId AND fence <= @Fence AND is_open = @Yes{further} RETURNING head, is_cancel_asked";

    /// <summary>Its parameters.</summary>
    public static DynamicParameters Values(SqlForm form, JournalAppend append)
    {
        var values = new DynamicParameters(new
        {
            append.Tenant,
            append.RunId,
            append.Fence,
            append.Status,
            append.Events.Count,
            IsOpen = form.Truth(append.IsOpen),
            Yes = form.Truth(true),
        });
        values.Add("DueAt", form.Instant(append.DueAt), form.InstantType);
        return values;
    }

    /// <summary>Reads what it gave; a head of 0 when it moved nothing.</summary>
    public static async Task<(long Head, bool IsCancelAsked)> ReadAsync(DbDataReader reader, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken) ? (SqlForm.ReadLong(reader.GetValue(0)), SqlForm.ReadTruth(reader.GetValue(1))) : (0, false);
}
