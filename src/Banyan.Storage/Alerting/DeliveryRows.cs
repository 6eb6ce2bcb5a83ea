using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Alerting;

/// <summary>Reads rows of webhooks and deliveries.</summary>
internal sealed class DeliveryRows(SqlForm form)
{
    public const string WebhookColumns = "id, tenant_id, url, events, enabled, secret_prefix, failures, created_at";
    public const string DeliveryColumns = "id, webhook_id, event_id, event, payload, status, attempts, http_status, response_ms, problem, next_attempt_at, created_at";

    public static string Word(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Pending => "pending",
        DeliveryStatus.Delivered => "delivered",
        DeliveryStatus.Dead => "dead",
    };

    public Webhook Webhook(DbDataReader row) => new(
        form.ReadId(row.GetValue(0)),
        row.GetString(1),
        row.GetString(2),
        JsonSerializer.Deserialize<string[]>(row.GetString(3)) ?? [],
        SqlForm.ReadTruth(row.GetValue(4)),
        row.GetString(5),
        (int)SqlForm.ReadLong(row.GetValue(6)),
        form.ReadInstant(row.GetValue(7)));

    public WebhookDelivery Delivery(DbDataReader row) => new()
    {
        Id = form.ReadId(row.GetValue(0)),
        WebhookId = form.ReadId(row.GetValue(1)),
        EventId = form.ReadId(row.GetValue(2)),
        Event = row.GetString(3),
        Payload = row.GetString(4),
        Status = Enum.Parse<DeliveryStatus>(row.GetString(5), ignoreCase: true),
        Attempts = (int)SqlForm.ReadLong(row.GetValue(6)),
        HttpStatus = row.IsDBNull(7) ? null : (int)SqlForm.ReadLong(row.GetValue(7)),
        ResponseMs = row.IsDBNull(8) ? null : (int)SqlForm.ReadLong(row.GetValue(8)),
        Problem = row.IsDBNull(9) ? null : row.GetString(9),
        NextAttemptAt = row.IsDBNull(10) ? null : form.ReadInstant(row.GetValue(10)),
        CreatedAt = form.ReadInstant(row.GetValue(11)),
    };
}
