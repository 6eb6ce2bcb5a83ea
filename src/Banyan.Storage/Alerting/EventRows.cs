using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Alerting;

/// <summary>Adds events to the outbox within the transaction of what they tell of, so that one is never there without the other.</summary>
internal static class EventRows
{
    private const string Insert =
        "INSERT INTO webhook_deliveries (id, tenant_id, webhook_id, event_id, event, payload, status, attempts, next_attempt_at, created_at) VALUES (@Id, @Tenant, @Webhook, @Event, @Type, ";

    /// <summary>Adds an event for every webhook of its tenant that asks for it; those that have it already are left as they are.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="transaction">The transaction of what happened.</param>
    /// <param name="form">How the database wants its types.</param>
    /// <param name="only">The only webhooks that are told, whatever they ask for; null for those that ask.</param>
    public static async Task AddAsync(ServiceEvent happened, DbTransaction transaction, SqlForm form, IReadOnlyCollection<Guid>? only = null)
    {
        var told = new List<Guid>();
        await using (var reader = await transaction.Connection!.ExecuteReaderAsync("SELECT id, events FROM webhooks WHERE tenant_id = @Tenant AND enabled = @True", new { happened.Tenant, True = form.Truth(true) }, transaction))
        {
            while (await reader.ReadAsync())
            {
                var id = form.ReadId(reader.GetValue(0));
                if (only?.Contains(id) ?? Wants(reader.GetString(1), happened.Type))
                {
                    told.Add(id);
                }
            }
        }

        foreach (var webhook in told)
        {
            await AddAsync(webhook, happened, transaction, form);
        }
    }

    /// <summary>Adds an event for one webhook.</summary>
    public static async Task<Guid> AddAsync(Guid webhook, ServiceEvent happened, DbTransaction transaction, SqlForm form)
    {
        var id = Guid.CreateVersion7(happened.At);
        await transaction.Connection!.ExecuteAsync(
            $"{Insert}@Payload{JsonCast(form)}, 'pending', 0, @At, @At) ON CONFLICT (webhook_id, event_id) DO NOTHING",
            new { Id = form.Id(id), happened.Tenant, Webhook = form.Id(webhook), Event = form.Id(happened.Id), happened.Type, Payload = happened.Body(), At = form.Instant(happened.At) },
            transaction);
        return id;
    }

    /// <summary>PostgreSQL keeps the text of this type as it was written, so that what is signed is the same at every attempt.</summary>
    private static string JsonCast(SqlForm form) => form.Json.Length == 0 ? "" : "::json";

    private static bool Wants(string events, string type) => JsonSerializer.Deserialize<string[]>(events) is { } asked
        && (asked.Contains(Webhook.Every, StringComparer.Ordinal) || asked.Contains(type, StringComparer.Ordinal));
}
