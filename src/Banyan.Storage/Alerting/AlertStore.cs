using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Alerting.Rules;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Alerting;

/// <summary>Rules and alerts in a database; the SQL is the same on both. A unique index lets one alert of a fingerprint be open.</summary>
internal sealed class AlertStore(Database database) : IAlertStore
{
    private const int LongestSummary = 1_000;
    private readonly SqlForm _form = database.Form;
    private readonly AlertRows _rows = new(database.Form);

    /// <inheritdoc />
    public Task<IReadOnlyList<AlertRule>> RulesAsync(CancellationToken cancellationToken) =>
        database.RowsAsync($"SELECT {AlertRows.RuleColumns} FROM alert_rules WHERE tenant_id IS NOT NULL ORDER BY kind, scope, scope_id", null, _rows.Rule, cancellationToken);

    /// <inheritdoc />
    public Task<AlertRule> PutRuleAsync(AlertRule rule, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await AuditRows.AddAsync(act, transaction, _form);
            return (await ReadAsync(
                $"INSERT INTO alert_rules ({AlertRows.RuleColumns}, updated_at) VALUES (@Id, @Tenant, @Kind, @Scope, @ScopeId, @Threshold, @Seconds, @Severity, @Enabled, @Webhooks{_form.Json}, @At) "
                + "ON CONFLICT (tenant_id, kind, scope, scope_id) DO UPDATE SET threshold = excluded.threshold, window_seconds = excluded.window_seconds, severity = excluded.severity, "
                + $"enabled = excluded.enabled, webhooks = excluded.webhooks, updated_at = excluded.updated_at RETURNING {AlertRows.RuleColumns}",
                new
                {
                    Id = _form.Id(Guid.Parse(rule.Id)),
                    rule.Tenant,
                    rule.Kind,
                    rule.Scope,
                    rule.ScopeId,
                    rule.Threshold,
                    Seconds = (int)rule.Window.TotalSeconds,
                    Severity = AlertRows.Word(rule.Severity),
                    Enabled = _form.Truth(rule.IsEnabled),
                    Webhooks = JsonSerializer.Serialize(rule.Webhooks),
                    At = _form.Instant(act.At),
                },
                transaction,
                _rows.Rule))[0];
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<bool> FireAsync(Alert alert, DateTimeOffset now, DateTimeOffset cleanAt, DateTimeOffset repeatBefore, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var values = Values(alert, now, cleanAt, repeatBefore);
            if (await transaction.Connection!.ExecuteAsync(Insert, values, transaction) == 1)
            {
                await TellAsync(alert, now, EventTypes.AlertOpened, transaction);
                return true;
            }

            await transaction.Connection!.ExecuteAsync(
                "UPDATE alerts SET last_fired_at = @Now, clean_at = @CleanAt, value = @Value, threshold = @Threshold, severity = @Severity, summary = @Summary "
                + "WHERE tenant_id = @Tenant AND fingerprint = @Fingerprint AND status <> 'resolved'",
                values,
                transaction);
            var again = await ReadAsync(
                "UPDATE alerts SET last_told_at = @Now WHERE tenant_id = @Tenant AND fingerprint = @Fingerprint AND status = 'open' AND last_told_at <= @RepeatBefore "
                + $"RETURNING {AlertRows.AlertColumns}",
                values,
                transaction,
                _rows.Alert);
            foreach (var one in again)
            {
                await TellAsync(one, now, EventTypes.AlertOpened, transaction);
            }

            return again.Count > 0;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<int> ResolveAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var over = await ReadAsync(
                $"UPDATE alerts SET status = 'resolved', resolved_at = @Now WHERE tenant_id IS NOT NULL AND status <> 'resolved' AND clean_at <= @Now RETURNING {AlertRows.AlertColumns}",
                new { Now = _form.Instant(now) },
                transaction,
                _rows.Alert);
            foreach (var one in over)
            {
                await TellAsync(one, now, EventTypes.AlertResolved, transaction);
            }

            return over.Count;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<Alert?> AcknowledgeAsync(string tenant, Guid id, string by, string? note, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var known = await ReadAsync(
                "UPDATE alerts SET status = 'acknowledged', acknowledged_by = @by, note = @note WHERE tenant_id = @tenant AND id = @Id AND status <> 'resolved' "
                + $"RETURNING {AlertRows.AlertColumns}",
                new { tenant, Id = _form.Id(id), by, note },
                transaction,
                _rows.Alert);
            if (known.Count > 0)
            {
                await AuditRows.AddAsync(act, transaction, _form);
            }

            return known.SingleOrDefault();
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Alert>> ListAsync(string tenant, AlertStatus? status, int most, CancellationToken cancellationToken) => database.RowsAsync(
        $"SELECT {AlertRows.AlertColumns} FROM alerts WHERE tenant_id = @tenant{(status is null ? "" : " AND status = @Status")} ORDER BY opened_at DESC, id DESC LIMIT @most",
        new { tenant, Status = status is { } some ? AlertRows.Word(some) : null, most },
        _rows.Alert,
        cancellationToken);

    /// <inheritdoc />
    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("DELETE FROM alerts WHERE tenant_id IS NOT NULL AND resolved_at < @Before", new { Before = _form.Instant(before) }, transaction),
        cancellationToken);

    private string Insert =>
        "INSERT INTO alerts (id, tenant_id, rule_id, kind, severity, fingerprint, subject, summary, status, value, threshold, webhooks, opened_at, last_fired_at, last_told_at, clean_at) "
        + $"VALUES (@Id, @Tenant, @RuleId, @Kind, @Severity, @Fingerprint, @Subject, @Summary, 'open', @Value, @Threshold, @Webhooks{_form.Json}, @Now, @Now, @Now, @CleanAt) "
        + "ON CONFLICT (tenant_id, fingerprint) WHERE status <> 'resolved' DO NOTHING";

    private static async Task<List<T>> ReadAsync<T>(string sql, object values, DbTransaction transaction, Func<DbDataReader, T> read)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(sql, values, transaction);
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private Task TellAsync(Alert alert, DateTimeOffset now, string type, DbTransaction transaction)
    {
        var data = new
        {
            id = alert.Id,
            kind = alert.Kind,
            severity = AlertRows.Word(alert.Severity),
            subject = alert.Subject,
            summary = alert.Summary,
            value = alert.Value,
            threshold = alert.Threshold,
            runbook = alert.Runbook,
            openedAt = alert.OpenedAt,
            resolvedAt = alert.ResolvedAt,
        };
        return EventRows.AddAsync(ServiceEvent.Of(now, alert.Tenant, type, data), transaction, _form, alert.Webhooks.Count == 0 ? null : alert.Webhooks);
    }

    private DynamicParameters Values(Alert alert, DateTimeOffset now, DateTimeOffset cleanAt, DateTimeOffset repeatBefore)
    {
        var values = new DynamicParameters(new
        {
            Id = _form.Id(alert.Id),
            alert.Tenant,
            alert.Kind,
            Severity = AlertRows.Word(alert.Severity),
            alert.Fingerprint,
            alert.Subject,
            Summary = alert.Summary.Length > LongestSummary ? alert.Summary[..LongestSummary] : alert.Summary,
            alert.Value,
            alert.Threshold,
            Webhooks = JsonSerializer.Serialize(alert.Webhooks),
            Now = _form.Instant(now),
            CleanAt = _form.Instant(cleanAt),
            RepeatBefore = _form.Instant(repeatBefore),
        });
        values.Add("RuleId", alert.RuleId is { } rule ? _form.Id(rule) : null);
        return values;
    }
}
