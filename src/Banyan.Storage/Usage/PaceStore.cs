using Banyan.Gateway.Metering.Pacing;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Usage;

/// <summary>Counts of the ledger by time taken; the SQL is the same on both. Long times are counted together, so that a model gives a thousand rows, not a million.</summary>
internal sealed class PaceStore(Database database) : IPaceStore
{
    private const string Took = "CASE WHEN latency_ms < 1000 THEN latency_ms WHEN latency_ms < 10000 THEN latency_ms / 10 * 10 ELSE latency_ms / 100 * 100 END";

    /// <inheritdoc />
    public Task<IReadOnlyList<PaceCount>> CountAsync(string tenant, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.RowsAsync(
            $"SELECT provider_id, model_id, CASE WHEN outcome = 'succeeded' THEN 0 ELSE 1 END AS failed, {Took} AS took, COUNT(*) FROM usage_log "
            + "WHERE tenant_id = @tenant AND occurred_at >= @Since AND provider_id IS NOT NULL AND model_id IS NOT NULL AND outcome IN ('succeeded', 'failed', 'timedout', 'truncated') "
            + "GROUP BY provider_id, model_id, failed, took ORDER BY provider_id, model_id, failed, took",
            new { tenant, Since = database.Form.Instant(since) },
            row => new PaceCount(row.GetString(0), row.GetString(1), SqlForm.ReadLong(row.GetValue(2)) == 1, (int)SqlForm.ReadLong(row.GetValue(3)), SqlForm.ReadLong(row.GetValue(4))),
            cancellationToken);
}
