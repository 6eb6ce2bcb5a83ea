using System.Text.Json;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Alerting;

/// <summary>Addresses that are told of events, and what became of each event.</summary>
internal static class WebhookGraph
{
    private const string Read = "webhooks:read";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<Webhook>("Webhook", "An address that is told of events, by the Standard Webhooks convention.", Declare);
        graph.Object<WebhookIssue>("WebhookSecret", "A webhook as it was saved.", DeclareIssue);
        graph.Object<WebhookDelivery>("WebhookDelivery", "One event on its way to one webhook; kept for 30 days.", DeclareDelivery);
        graph.Query("webhooks: [Webhook!]!", ListAsync, "Webhooks of the tenant, oldest first.").Requires(Read);
        graph.QueryConnection<WebhookDelivery>(
            "webhookDeliveries(\"The webhook.\" webhookId: ID!, \"Only those that are pending, delivered or dead.\" status: String): WebhookDelivery!", PageAsync, "Deliveries to a webhook, newest first.").Requires(Read);
    }

    private static void Declare(ObjectBuilder<Webhook> type)
    {
        type.Field("id: ID!", one => one.Id.ToString("D"), "Its id.");
        type.Field("url: String!", one => one.Url, "Where events are posted.");
        type.Field("events: [String!]!", one => one.Events, "Types it asks for; * for all.");
        type.Field("enabled: Boolean!", one => one.IsEnabled, "Whether it is told anything. An answer 410 switches it off.");
        type.Field("secretPrefix: String!", one => one.SecretPrefix, "The first letters of its signing secret, to tell secrets apart.");
        type.Field("failing: Boolean!", one => one.IsFailing, "Whether its last ten attempts failed.");
        type.Field("createdAt: DateTime!", one => one.CreatedAt, "When it was made.");
    }

    private static void DeclareIssue(ObjectBuilder<WebhookIssue> type)
    {
        type.Field("webhook: Webhook!", one => one.Webhook, "The webhook.");
        type.Field("secret: String", one => one.Secret, "Its signing secret, shown this once: when the webhook was made or its secret rotated; else null.");
    }

    private static void DeclareDelivery(ObjectBuilder<WebhookDelivery> type)
    {
        type.Field("id: ID!", one => one.Id.ToString("D"), "Its id.");
        type.Field("eventId: ID!", one => one.EventId.ToString("D"), "The event: webhook-id of every attempt.");
        type.Field("event: String!", one => one.Event, "The event's type.");
        type.Field("status: String!", one => one.Status.ToString().ToLowerInvariant(), "pending, delivered or dead.");
        type.Field("attempts: Int!", one => one.Attempts, "Attempts begun, of eight.");
        type.Field("httpStatus: Int", one => one.HttpStatus, "Status of the last answer; null when none came.");
        type.Field("responseMs: Int", one => one.ResponseMs, "Milliseconds the last attempt took; null before the first.");
        type.Field("problem: String", one => one.Problem, "What went wrong last; null when nothing did.");
        type.Field("nextAttemptAt: DateTime", one => one.NextAttemptAt, "When it is tried next; null when it is not.");
        type.Field("createdAt: DateTime!", one => one.CreatedAt, "When the event happened.");
        type.Field("payload: JSON!", one => JsonElement.Parse(one.Payload), "The body.");
    }

    private static async ValueTask<IReadOnlyList<Webhook>> ListAsync(FieldContext context) => await context.Get<IWebhooks>().ListAsync(context.Caller().Tenant, context.Cancelled);

    private static async ValueTask<GraphConnection<WebhookDelivery>> PageAsync(GraphPage page, FieldContext context)
    {
        var tenant = context.Caller().Tenant;
        if (!Guid.TryParse(context.Arg<string>("webhookId"), out var id) || !(await context.Get<IWebhooks>().ListAsync(tenant, context.Cancelled)).Any(one => one.Id == id))
        {
            throw GraphActs.NotFound("There is no such webhook.");
        }

        var read = await context.Get<IWebhooks>().DeliveriesAsync(new DeliveryQuery(tenant, id, Status(context), page.Size + 1, Cursor.Read(page.After)), context.Cancelled);
        return new GraphConnection<WebhookDelivery>([.. read.Take(page.Size)], one => Cursor.Of(one.CreatedAt, one.Id)) { HasNextPage = read.Count > page.Size, HasPreviousPage = page.After is not null };
    }

    private static DeliveryStatus? Status(FieldContext context) => (context.Has("status") ? context.Arg<string?>("status") : null) switch
    {
        null => null,
        "pending" => DeliveryStatus.Pending,
        "delivered" => DeliveryStatus.Delivered,
        "dead" => DeliveryStatus.Dead,
        _ => throw new CoercionException("status is pending, delivered or dead."),
    };
}
