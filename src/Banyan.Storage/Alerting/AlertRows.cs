using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Alerting.Rules;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Alerting;

/// <summary>Reads rows of rules and alerts.</summary>
internal sealed class AlertRows(SqlForm form)
{
    public const string RuleColumns = "id, tenant_id, kind, scope, scope_id, threshold, window_seconds, severity, enabled, webhooks";
    public const string AlertColumns = "id, tenant_id, rule_id, kind, severity, subject, summary, status, value, threshold, webhooks, opened_at, acknowledged_by, note, resolved_at";

    public static string Word(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Info => "info",
        AlertSeverity.Warning => "warning",
        AlertSeverity.Critical => "critical",
    };

    public static string Word(AlertStatus status) => status switch
    {
        AlertStatus.Open => "open",
        AlertStatus.Acknowledged => "acknowledged",
        AlertStatus.Resolved => "resolved",
    };

    public AlertRule Rule(DbDataReader row) => new(
        form.ReadId(row.GetValue(0)).ToString("D"),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetDouble(5),
        TimeSpan.FromSeconds(SqlForm.ReadLong(row.GetValue(6))),
        Enum.Parse<AlertSeverity>(row.GetString(7), ignoreCase: true),
        SqlForm.ReadTruth(row.GetValue(8)),
        Ids(row.GetString(9)));

    public Alert Alert(DbDataReader row) => new()
    {
        Id = form.ReadId(row.GetValue(0)),
        Tenant = row.GetString(1),
        RuleId = row.IsDBNull(2) ? null : form.ReadId(row.GetValue(2)),
        Kind = row.GetString(3),
        Severity = Enum.Parse<AlertSeverity>(row.GetString(4), ignoreCase: true),
        Subject = row.GetString(5),
        Summary = row.GetString(6),
        Status = Enum.Parse<AlertStatus>(row.GetString(7), ignoreCase: true),
        Value = row.GetDouble(8),
        Threshold = row.GetDouble(9),
        Webhooks = Ids(row.GetString(10)),
        OpenedAt = form.ReadInstant(row.GetValue(11)),
        AcknowledgedBy = row.IsDBNull(12) ? null : row.GetString(12),
        Note = row.IsDBNull(13) ? null : row.GetString(13),
        ResolvedAt = row.IsDBNull(14) ? null : form.ReadInstant(row.GetValue(14)),
    };

    private static Guid[] Ids(string json) => JsonSerializer.Deserialize<Guid[]>(json) ?? [];
}
