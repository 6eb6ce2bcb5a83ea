using System.Data.Common;
using Banyan.Gateway.Alerting.Sending;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Alerting;

/// <summary>The outbox in a database, shared by its nodes: a claim is a row that one of them marked.</summary>
internal sealed class DeliveryQueue(Database database, WebhookSeal seal) : IDeliveryQueue
{
    private const int MostAtOnce = 1_000, MostLetters = 300;
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<IReadOnlyList<(string Tenant, Guid Webhook)>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.RowsAsync(
        "SELECT DISTINCT d.tenant_id, d.webhook_id FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id "
        + $"WHERE d.tenant_id IS NOT NULL AND d.status = 'pending' AND d.next_attempt_at <= @Now AND w.enabled = @True LIMIT {MostAtOnce}",
        new { Now = _form.Instant(now), True = _form.Truth(true) },
        row => (row.GetString(0), _form.ReadId(row.GetValue(1))),
        cancellationToken);

    /// <inheritdoc />
    public Task<DueDelivery?> ClaimNextAsync(string tenant, Guid webhook, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) => ClaimAsync(
        "d.webhook_id = @Which AND EXISTS (SELECT 1 FROM webhooks w WHERE w.tenant_id = @Tenant AND w.id = @Which AND w.enabled = @True)", tenant, webhook, now, until, cancellationToken);

    /// <inheritdoc />
    public Task<DueDelivery?> ClaimAsync(string tenant, Guid delivery, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        ClaimAsync("d.id = @Which", tenant, delivery, now, until, cancellationToken);

    /// <inheritdoc />
    public Task<bool> EndAsync(DueDelivery due, AttemptResult result, DateTimeOffset? next, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var values = Values(due);
            values.Add("Status", result.IsTaken ? "delivered" : next is null ? "dead" : "pending");
            values.Add("HttpStatus", result.Status);
            values.Add("ResponseMs", (int)Math.Min(result.Took.TotalMilliseconds, int.MaxValue));
            values.Add("Problem", result.Problem is { Length: > MostLetters } problem ? problem[..MostLetters] : result.Problem);
            values.Add("Next", _form.Instant(next), _form.InstantType);
            values.Add("Stays", _form.Truth(!result.IsGone));
            var isOurs = await transaction.Connection!.ExecuteAsync(
                "UPDATE webhook_deliveries SET status = @Status, http_status = @HttpStatus, response_ms = @ResponseMs, problem = @Problem, claim = NULL, next_attempt_at = @Next "
                + "WHERE tenant_id = @Tenant AND id = @Id AND claim = @Claim",
                values,
                transaction) == 1;
            if (isOurs)
            {
                await transaction.Connection!.ExecuteAsync(
                    result.IsTaken
                        ? "UPDATE webhooks SET failures = 0 WHERE tenant_id = @Tenant AND id = @Webhook AND failures > 0"
                        : $"UPDATE webhooks SET failures = failures + 1{(result.IsGone ? ", enabled = @Stays" : "")} WHERE tenant_id = @Tenant AND id = @Webhook",
                    values,
                    transaction);
            }

            return isOurs;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task ReturnAsync(DueDelivery due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var values = Values(due);
        values.Add("Now", _form.Instant(now));
        return database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE webhook_deliveries SET claim = NULL, attempts = attempts - 1, next_attempt_at = @Now WHERE tenant_id = @Tenant AND id = @Id AND claim = @Claim", values, transaction),
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<(long Waiting, DateTimeOffset? Oldest)> BacklogAsync(CancellationToken cancellationToken) => database.ReadAsync<(long, DateTimeOffset?)>(
        async connection =>
        {
            await using var reader = await connection.ExecuteReaderAsync(
                "SELECT count(*), min(d.created_at) FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id WHERE d.tenant_id IS NOT NULL AND d.status = 'pending' AND w.enabled = @True",
                new { True = _form.Truth(true) });
            await reader.ReadAsync(cancellationToken);
            return (SqlForm.ReadLong(reader.GetValue(0)), reader.IsDBNull(1) ? (DateTimeOffset?)null : _form.ReadInstant(reader.GetValue(1)));
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<(string Tenant, Guid Webhook, int Failures)>> FailingAsync(CancellationToken cancellationToken) => database.RowsAsync(
        $"SELECT tenant_id, id, failures FROM webhooks WHERE tenant_id IS NOT NULL AND enabled = @True AND failures > 0 LIMIT {MostAtOnce}",
        new { True = _form.Truth(true) },
        row => (row.GetString(0), _form.ReadId(row.GetValue(1)), (int)SqlForm.ReadLong(row.GetValue(2))),
        cancellationToken);

    /// <inheritdoc />
    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("DELETE FROM webhook_deliveries WHERE tenant_id IS NOT NULL AND created_at < @Before", new { Before = _form.Instant(before) }, transaction),
        cancellationToken);

    private async Task<DueDelivery?> ClaimAsync(string which, string tenant, Guid id, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var claim = Guid.CreateVersion7(now);
        var values = new { Tenant = tenant, Which = _form.Id(id), Claim = _form.Id(claim), Now = _form.Instant(now), Until = _form.Instant(until), True = _form.Truth(true) };
        var claimed = await database.WriteAsync(
            async transaction =>
            {
                await using var reader = await transaction.Connection!.ExecuteReaderAsync(
                    "UPDATE webhook_deliveries SET claim = @Claim, attempts = attempts + 1, next_attempt_at = @Until WHERE tenant_id = @Tenant AND id = "
                    + $"(SELECT d.id FROM webhook_deliveries d WHERE d.tenant_id = @Tenant AND d.status = 'pending' AND d.next_attempt_at <= @Now AND {which} "
                    + $"ORDER BY d.next_attempt_at, d.id LIMIT 1{_form.SkipLocked}) RETURNING id, webhook_id, event_id, attempts, payload",
                    values,
                    transaction);
                return await reader.ReadAsync(cancellationToken) ? Read(reader, tenant, claim) : null;
            },
            cancellationToken);
        return claimed is null ? null : await WithAddressAsync(claimed, now, cancellationToken);
    }

    private DueDelivery Read(DbDataReader row, string tenant, Guid claim) => new(
        _form.ReadId(row.GetValue(0)), tenant, _form.ReadId(row.GetValue(1)), _form.ReadId(row.GetValue(2)), claim, (int)SqlForm.ReadLong(row.GetValue(3)), "", [], row.GetString(4));

    /// <summary>Address and secrets as they are now; null when the webhook is gone meanwhile, and its deliveries with it.</summary>
    private async Task<DueDelivery?> WithAddressAsync(DueDelivery due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await database.RowsAsync(
            "SELECT url, secret, CASE WHEN old_until > @Now THEN old_secret END FROM webhooks WHERE tenant_id = @Tenant AND id = @Id",
            new { due.Tenant, Id = _form.Id(due.WebhookId), Now = _form.Instant(now) },
            row => (Url: row.GetString(0), Secret: row.GetString(1), Old: row.IsDBNull(2) ? null : row.GetString(2)),
            cancellationToken);
        if (found is not [var (url, secret, old)])
        {
            return null;
        }

        var secrets = new List<string> { await seal.OpenAsync(due.Tenant, due.WebhookId, secret, cancellationToken) };
        if (old is not null)
        {
            secrets.Add(await seal.OpenAsync(due.Tenant, due.WebhookId, old, cancellationToken));
        }

        return due with { Url = url, Secrets = secrets };
    }

    private DynamicParameters Values(DueDelivery due) =>
        new(new { due.Tenant, Id = _form.Id(due.Id), Claim = _form.Id(due.Claim), Webhook = _form.Id(due.WebhookId) });
}
