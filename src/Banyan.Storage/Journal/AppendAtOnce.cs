using System.Data.Common;
using System.Globalization;
using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Journal;
using Banyan.Storage.Leases;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Journal;

/// <summary>An append as one command, for a database that is a round trip away: its statements are carried out all or none, with no transaction opened and closed around them.</summary>
internal static class AppendAtOnce
{
    // A turn that somebody else holds leaves the run as it is: what was not taken is not there to be seen.
    private const string InTurn = " AND EXISTS (SELECT 1 FROM leases WHERE tenant_id = @Tenant AND name = @Name AND holder = @Holder)";

    /// <summary>Writes it: lets go what is over and takes what is wished for, name by name in one order for all runs; moves the run's row on; writes the events.</summary>
    /// <returns>What came of it. A late writer may have been given a turn; it is the caller's to let go.</returns>
    public static async Task<AppendResult> RunAsync(DbConnection connection, SqlForm form, JournalAppend append, CancellationToken cancellationToken)
    {
        var values = AdvanceRow.Values(form, append);
        var sql = new StringBuilder();
        var holder = append.Takes is null ? "" : Guid.CreateVersion7(append.At).ToString("N");
        foreach (var name in TurnRows.Names(append))
        {
            PutReleases(sql, values, form, append, name);
            if (append.Takes is { } wish && wish.Name == name)
            {
                sql.Append(LeaseRows.Take(form)).Append("; ");
                values.AddDynamicParams(new { wish.Name, Holder = holder, Life = wish.Life.TotalSeconds });
            }
        }

        var advance = AdvanceRow.Sql(append.Takes is null ? "" : InTurn);
        sql.Append(append.Events.Count > 0 ? EventRows.InsertBehind(advance, values, form, append) : advance);
        await using var reader = await connection.ExecuteReaderAsync(sql.ToString(), values);
        Lease? turn = null;
        if (append.Takes is { } taken)
        {
            turn = await reader.ReadAsync(cancellationToken)
                ? new Lease(append.Tenant, taken.Name, holder, SqlForm.ReadLong(reader.GetValue(0)), form.ReadInstant(reader.GetValue(1)))
                : null;
            await reader.NextResultAsync(cancellationToken);
        }

        var (head, isCancelAsked) = await AdvanceRow.ReadAsync(reader, cancellationToken);
        return append.Takes is not null && turn is null
            ? new AppendResult(AppendOutcome.TurnTaken, 0, false)
            : new AppendResult(head > 0 ? AppendOutcome.Written : AppendOutcome.Late, head, isCancelAsked) { Turn = turn };
    }

    private static void PutReleases(StringBuilder sql, DynamicParameters values, SqlForm form, JournalAppend append, string name)
    {
        for (var i = 0; i < append.Releases.Count; i++)
        {
            if (append.Releases[i] is var over && over.Name == name)
            {
                var number = i.ToString(CultureInfo.InvariantCulture);
                sql.Append(LeaseRows.Release(form, number)).Append("; ");
                values.Add("Name" + number, over.Name);
                values.Add("Holder" + number, over.Holder);
                values.Add("Fence" + number, over.Fence);
            }
        }
    }
}
