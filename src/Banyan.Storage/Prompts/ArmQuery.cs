using System.Data.Common;
using System.Globalization;
using Banyan.Gateway.Prompts.Statistics;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Prompts;

/// <summary>Adds up what the arms of an experiment made, unit by unit.</summary>
internal sealed class ArmQuery(DbConnection connection)
{
    private const double NanoPerUsd = 1e9;
    private const string Units = "experiment_units WHERE tenant_id = @Tenant AND experiment_id = @Id";

    /// <summary>Reads the sums of every metric.</summary>
    public async Task<IReadOnlyList<ArmSums>> ReadAsync(object values) =>
    [
        .. await SumsAsync("success", "calls", "successes", 1, $"(SELECT variant, calls, successes FROM {Units} AND calls > 0) u", values),
        .. await SumsAsync("latency", "measured", "latency_ms", 1, $"(SELECT variant, measured, latency_ms FROM {Units} AND measured > 0 AND fallbacks = 0) u", values),
        .. await SumsAsync("cost", "measured", "cost_nusd", 1 / NanoPerUsd, $"(SELECT variant, measured, cost_nusd FROM {Units} AND measured > 0 AND fallbacks = 0) u", values),
        .. await SumsAsync(
            "score",
            "scores",
            "score",
            1,
            "(SELECT f.variant AS variant, COUNT(*) AS scores, SUM(f.score) AS score FROM feedback f WHERE f.tenant_id = @Tenant AND f.experiment_id = @Id AND NOT EXISTS "
            + "(SELECT 1 FROM experiment_units x WHERE x.experiment_id = f.experiment_id AND x.unit_hash = f.unit_hash AND x.variant = f.variant AND x.fallbacks > 0) GROUP BY f.variant, f.unit_hash) u",
            values),
    ];

    private async Task<List<ArmSums>> SumsAsync(string metric, string n, string y, double scale, string units, object values)
    {
        var (count, made) = ($"CAST({n} AS double precision)", $"CAST({y} AS double precision)");
        return await PromptRows.ReadAsync(
            connection,
            $"SELECT variant, COUNT(*), SUM({count}), SUM({made}), SUM({count} * {count}), SUM({made} * {made}), SUM({count} * {made}) FROM {units} GROUP BY variant ORDER BY variant",
            values,
            row => new ArmSums(row.GetString(0), metric, SqlForm.ReadLong(row.GetValue(1)), Real(row, 2), scale * Real(row, 3), Real(row, 4), scale * scale * Real(row, 5), scale * Real(row, 6)));
    }

    private static double Real(DbDataReader row, int column) => Convert.ToDouble(row.GetValue(column), CultureInfo.InvariantCulture);
}
