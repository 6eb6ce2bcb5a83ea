using System.Text.Json;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Alerting;

/// <summary>Webhooks and their log in a database; the SQL is the same on both.</summary>
internal sealed class WebhookStore(Database database, WebhookSeal seal) : IWebhookStore
{
    private readonly SqlForm _form = database.Form;
    private readonly DeliveryRows _rows = new(database.Form);

    /// <inheritdoc />
    public Task<IReadOnlyList<Webhook>> ListAsync(string tenant, CancellationToken cancellationToken) => database.RowsAsync(
        $"SELECT {DeliveryRows.WebhookColumns} FROM webhooks WHERE tenant_id = @tenant ORDER BY created_at, id", new { tenant }, _rows.Webhook, cancellationToken);

    /// <inheritdoc />
    public async Task AddAsync(Webhook webhook, string secret, AuditAct act, CancellationToken cancellationToken)
    {
        var hidden = await seal.SealAsync(webhook.Tenant, webhook.Id, secret, cancellationToken);
        await database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO webhooks (id, tenant_id, url, events, enabled, secret, secret_prefix, failures, created_at, updated_at) "
                    + $"VALUES (@Id, @Tenant, @Url, @Events{_form.Json}, @Enabled, @Secret, @SecretPrefix, 0, @CreatedAt, @At)",
                    Values(webhook, hidden, act.At),
                    transaction);
                return await AuditRows.AddAsync(act, transaction, _form);
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<bool> UpdateAsync(Webhook webhook, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
            await transaction.Connection!.ExecuteAsync(
                $"UPDATE webhooks SET url = @Url, events = @Events{_form.Json}, failures = CASE WHEN enabled = @Enabled THEN failures ELSE 0 END, enabled = @Enabled, updated_at = @At "
                + "WHERE tenant_id = @Tenant AND id = @Id",
                Values(webhook, "", act.At),
                transaction) == 1
            && await AuditRows.AddAsync(act, transaction, _form) == 1,
        cancellationToken);

    /// <inheritdoc />
    public async Task<bool> RotateAsync(string tenant, Guid id, string secret, string prefix, DateTimeOffset oldUntil, AuditAct act, CancellationToken cancellationToken)
    {
        var hidden = await seal.SealAsync(tenant, id, secret, cancellationToken);
        return await database.WriteAsync(
            async transaction =>
                await transaction.Connection!.ExecuteAsync(
                    "UPDATE webhooks SET old_secret = secret, old_until = @Until, secret = @hidden, secret_prefix = @prefix, updated_at = @At WHERE tenant_id = @tenant AND id = @Id",
                    new { tenant, Id = _form.Id(id), hidden, prefix, Until = _form.Instant(oldUntil), At = _form.Instant(act.At) },
                    transaction) == 1
                && await AuditRows.AddAsync(act, transaction, _form) == 1,
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<bool> RemoveAsync(string tenant, Guid id, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
            await transaction.Connection!.ExecuteAsync("DELETE FROM webhooks WHERE tenant_id = @tenant AND id = @id", new { tenant, id = _form.Id(id) }, transaction) == 1
            && await AuditRows.AddAsync(act, transaction, _form) == 1,
        cancellationToken);

    /// <inheritdoc />
    public Task TellAsync(ServiceEvent happened, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await EventRows.AddAsync(happened, transaction, _form);
            return true;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<Guid?> TellOneAsync(Guid webhook, ServiceEvent happened, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var known = await transaction.Connection!.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM webhooks WHERE tenant_id = @Tenant AND id = @Id", new { happened.Tenant, Id = _form.Id(webhook) }, transaction);
            return known == 0 ? (Guid?)null : await EventRows.AddAsync(webhook, happened, transaction, _form);
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<bool> ResendAsync(string tenant, Guid delivery, DateTimeOffset at, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
            await transaction.Connection!.ExecuteAsync(
                "UPDATE webhook_deliveries SET status = 'pending', attempts = 0, claim = NULL, next_attempt_at = @At WHERE tenant_id = @tenant AND id = @Id",
                new { tenant, Id = _form.Id(delivery), At = _form.Instant(at) },
                transaction) == 1
            && await AuditRows.AddAsync(act, transaction, _form) == 1,
        cancellationToken);

    /// <inheritdoc />
    public async Task<WebhookDelivery?> FindAsync(string tenant, Guid delivery, CancellationToken cancellationToken) => (await database.RowsAsync(
        $"SELECT {DeliveryRows.DeliveryColumns} FROM webhook_deliveries WHERE tenant_id = @tenant AND id = @Id", new { tenant, Id = _form.Id(delivery) }, _rows.Delivery, cancellationToken)).SingleOrDefault();

    /// <inheritdoc />
    public Task<IReadOnlyList<WebhookDelivery>> PageAsync(DeliveryQuery query, CancellationToken cancellationToken)
    {
        var values = new DynamicParameters(new { query.Tenant, Webhook = _form.Id(query.WebhookId), query.First });
        var which = "";
        if (query.Status is { } status)
        {
            which += " AND status = @Status";
            values.Add("Status", DeliveryRows.Word(status));
        }

        if (query.After is { } last)
        {
            which += " AND (created_at, id) < (@At, @Id)";
            values.Add("At", _form.Instant(last.At));
            values.Add("Id", _form.Id(last.Id));
        }

        return database.RowsAsync(
            $"SELECT {DeliveryRows.DeliveryColumns} FROM webhook_deliveries WHERE tenant_id = @Tenant AND webhook_id = @Webhook{which} ORDER BY created_at DESC, id DESC LIMIT @First",
            values,
            _rows.Delivery,
            cancellationToken);
    }

    private object Values(Webhook webhook, string hidden, DateTimeOffset at) => new
    {
        Id = _form.Id(webhook.Id),
        webhook.Tenant,
        webhook.Url,
        Events = JsonSerializer.Serialize(webhook.Events),
        Enabled = _form.Truth(webhook.IsEnabled),
        Secret = hidden,
        webhook.SecretPrefix,
        CreatedAt = _form.Instant(webhook.CreatedAt),
        At = _form.Instant(at),
    };
}
