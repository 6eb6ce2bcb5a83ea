using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.Storage.Alerting;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Budgets;

/// <summary>Budgets, overrides and alerts in a database; the SQL is the same on both.</summary>
internal sealed class BudgetStore(Database database) : IBudgetStore
{
    private const string Columns =
        "id, tenant_id, scope, scope_id, period, limit_nusd, alert_thresholds, on_exceeded, degrade_to, strict, time_zone, enabled, revision";

    private const string All =
        $"SELECT {Columns} FROM usage_budgets ORDER BY id; SELECT budget_id, limit_nusd, from_at, until_at, reason, set_by FROM budget_overrides WHERE until_at > @now ORDER BY from_at, budget_id";

    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<StoredBudgets> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                // Two answers of one command: every node looks once a second.
                await using var reader = await connection.ExecuteReaderAsync(All, new { now = _form.Instant(now) });
                var rules = await RowsAsync(reader, ReadRule, cancellationToken);
                await reader.NextResultAsync(cancellationToken);
                return new StoredBudgets(rules, await RowsAsync(reader, ReadOverride, cancellationToken));
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<bool> PutAsync(BudgetRule rule, AuditAct act, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(
                async transaction =>
                {
                    var written = await transaction.Connection!.ExecuteAsync(rule.Revision == 1 ? Insert : Update, Values(rule, act), transaction);
                    return written == 1 && await AuditRows.AddAsync(act, transaction, _form) == 1;
                },
                cancellationToken);
        }
        catch (Gateway.Metering.RowRefusedException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public Task<bool> RemoveAsync(string tenant, string id, AuditAct act, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var removed = await transaction.Connection!.ExecuteAsync("DELETE FROM usage_budgets WHERE tenant_id = @tenant AND id = @id", new { tenant, id }, transaction);
                await transaction.Connection!.ExecuteAsync("DELETE FROM budget_overrides WHERE tenant_id = @tenant AND budget_id = @id", new { tenant, id }, transaction);
                return removed == 1 && await AuditRows.AddAsync(act, transaction, _form) == 1;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task OverrideAsync(string tenant, BudgetOverride change, AuditAct act, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var values = new
                {
                    tenant,
                    change.BudgetId,
                    change.LimitNanoUsd,
                    From = _form.Instant(change.From),
                    Until = _form.Instant(change.Until),
                    change.Reason,
                    change.By,
                };
                await transaction.Connection!.ExecuteAsync(
                    "UPDATE budget_overrides SET until_at = @From WHERE tenant_id = @tenant AND budget_id = @BudgetId AND until_at > @From", values, transaction);
                await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO budget_overrides (tenant_id, budget_id, limit_nusd, from_at, until_at, reason, set_by) VALUES (@tenant, @BudgetId, @LimitNanoUsd, @From, @Until, @Reason, @By)",
                    values,
                    transaction);
                return await AuditRows.AddAsync(act, transaction, _form);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> TryAlertAsync(BudgetAlert alert, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction => await AddAlertAsync(alert, transaction) && await TellAsync(alert, transaction),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<BudgetAlert>> AlertsAsync(string tenant, int most, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => ListAsync(
                connection,
                "SELECT tenant_id, budget_id, scope_id, period_start, threshold, used_nusd, limit_nusd, at FROM budget_alerts WHERE tenant_id = @tenant ORDER BY at DESC, threshold DESC LIMIT @most",
                new { tenant, most },
                ReadAlert,
                cancellationToken),
            cancellationToken);

    private async Task<bool> AddAlertAsync(BudgetAlert alert, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        "INSERT INTO budget_alerts (tenant_id, budget_id, scope_id, period_start, threshold, used_nusd, limit_nusd, at) "
        + "VALUES (@Tenant, @BudgetId, @ScopeId, @Start, @Threshold, @UsedNanoUsd, @LimitNanoUsd, @At) ON CONFLICT DO NOTHING",
        new
        {
            alert.Tenant,
            alert.Key.BudgetId,
            alert.Key.ScopeId,
            Start = _form.Instant(alert.Key.PeriodStart),
            alert.Threshold,
            alert.UsedNanoUsd,
            alert.LimitNanoUsd,
            At = _form.Instant(alert.At),
        },
        transaction) == 1;

    private async Task<bool> TellAsync(BudgetAlert alert, DbTransaction transaction)
    {
        var data = new
        {
            budgetId = alert.Key.BudgetId,
            scopeId = alert.Key.ScopeId,
            periodStart = alert.Key.PeriodStart,
            threshold = alert.Threshold,
            usedUsd = Usd(alert.UsedNanoUsd),
            limitUsd = Usd(alert.LimitNanoUsd),
        };
        await EventRows.AddAsync(ServiceEvent.Of(alert.At, alert.Tenant, alert.Threshold >= 1 ? EventTypes.BudgetExceeded : EventTypes.BudgetThreshold, data), transaction, _form);
        return true;
    }

    private static string Usd(long nano) => (nano / 1_000_000_000m).ToString(CultureInfo.InvariantCulture);

    private string Insert =>
        $"INSERT INTO usage_budgets ({Columns}, updated_by, created_at, updated_at) VALUES (@Id, @Tenant, @Scope, @ScopeId, @Period, @LimitNanoUsd, @Thresholds{_form.Json}, "
        + "@OnExceeded, @DegradeTo, @Strict, @TimeZone, @Enabled, @Revision, @By, @At, @At)";

    private string Update =>
        $"UPDATE usage_budgets SET limit_nusd = @LimitNanoUsd, alert_thresholds = @Thresholds{_form.Json}, on_exceeded = @OnExceeded, degrade_to = @DegradeTo, strict = @Strict, "
        + "time_zone = @TimeZone, enabled = @Enabled, revision = @Revision, updated_by = @By, updated_at = @At WHERE tenant_id = @Tenant AND id = @Id AND revision = @Revision - 1";

    private static async Task<IReadOnlyList<T>> ListAsync<T>(DbConnection connection, string sql, object? values, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var reader = await connection.ExecuteReaderAsync(sql, values);
        return await RowsAsync(reader, read, cancellationToken);
    }

    private static async Task<IReadOnlyList<T>> RowsAsync<T>(DbDataReader reader, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var list = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            list.Add(read(reader));
        }

        return list;
    }

    private object Values(BudgetRule rule, AuditAct act) => new
    {
        rule.Id,
        rule.Tenant,
        Scope = rule.Scope.ToString().ToLowerInvariant(),
        rule.ScopeId,
        Period = rule.Period.ToString().ToLowerInvariant(),
        rule.LimitNanoUsd,
        Thresholds = JsonSerializer.Serialize(rule.AlertThresholds),
        OnExceeded = rule.OnExceeded.ToString().ToLowerInvariant(),
        rule.DegradeTo,
        Strict = _form.Truth(rule.IsStrict),
        rule.TimeZone,
        Enabled = _form.Truth(rule.IsEnabled),
        rule.Revision,
        By = act.Actor,
        At = _form.Instant(act.At),
    };

    private BudgetRule ReadRule(DbDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Tenant = reader.GetString(1),
        Scope = Enum.Parse<BudgetScope>(reader.GetString(2), ignoreCase: true),
        ScopeId = reader.GetString(3),
        Period = Enum.Parse<BudgetPeriod>(reader.GetString(4), ignoreCase: true),
        LimitNanoUsd = SqlForm.ReadLong(reader.GetValue(5)),
        AlertThresholds = JsonSerializer.Deserialize<double[]>(reader.GetString(6)) ?? [],
        OnExceeded = Enum.Parse<OnExceeded>(reader.GetString(7), ignoreCase: true),
        DegradeTo = reader.IsDBNull(8) ? null : reader.GetString(8),
        IsStrict = SqlForm.ReadTruth(reader.GetValue(9)),
        TimeZone = reader.GetString(10),
        IsEnabled = SqlForm.ReadTruth(reader.GetValue(11)),
        Revision = (int)SqlForm.ReadLong(reader.GetValue(12)),
    };

    private BudgetOverride ReadOverride(DbDataReader reader) => new(
        reader.GetString(0),
        SqlForm.ReadLong(reader.GetValue(1)),
        _form.ReadInstant(reader.GetValue(2)),
        _form.ReadInstant(reader.GetValue(3)),
        reader.GetString(4),
        reader.GetString(5));

    private BudgetAlert ReadAlert(DbDataReader reader) => new(
        reader.GetString(0),
        new CounterKey(reader.GetString(1), reader.GetString(2), _form.ReadInstant(reader.GetValue(3))),
        reader.GetDouble(4),
        SqlForm.ReadLong(reader.GetValue(5)),
        SqlForm.ReadLong(reader.GetValue(6)),
        _form.ReadInstant(reader.GetValue(7)));
}
