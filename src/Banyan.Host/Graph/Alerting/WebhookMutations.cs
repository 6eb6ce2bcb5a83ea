using Banyan.Gateway.Alerting.Webhooks;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire;

namespace Banyan.Host.Graph.Alerting;

/// <summary>Saying who is told of what, trying it, and sending again. Each act is written to the audit log with the change itself.</summary>
internal static class WebhookMutations
{
    private const string Write = "webhooks:write";

    private const string InputFields =
        """
        "Which one is changed; a new one when left out." id: ID, "Where events are posted: https on port 443, or an address of a network the platform allows." url: String!,
        "Types it asks for, as budget.exceeded; * for all." events: [String!]!, "Whether it is told anything." enabled: Boolean! = true
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("WebhookInput", "A webhook as it shall be.", InputFields, fields => fields);
        graph.Mutation("saveWebhook(input: WebhookInput!): WebhookSecret!", SaveAsync, "Makes a webhook, whose secret is shown this once, or changes one.").Arg("input", "What it shall be.").Requires(Write);
        graph.Mutation("rotateWebhookSecret(id: ID!): WebhookSecret!", RotateAsync, "Gives a webhook another secret, shown this once; the one before signs as well for 24 hours.").Arg("id", "The webhook.").Requires(Write);
        graph.Mutation("removeWebhook(id: ID!): Boolean!", RemoveAsync, "Takes a webhook away with its log.").Arg("id", "The webhook.").Requires(Write);
        graph.Mutation("testWebhook(id: ID!): WebhookDelivery!", TestAsync, "Sends an event of type webhook.test at once and tells what became of it.").Arg("id", "The webhook.").Requires(Write);
        graph.Mutation("resendDelivery(id: ID!): WebhookDelivery!", ResendAsync, "Sends a delivery again at once, with the same webhook-id, and tells what became of it.").Arg("id", "The delivery.").Requires(Write);
    }

    private static async ValueTask<WebhookIssue> SaveAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var draft = new WebhookDraft(
            input.Text("id") is { } known ? Id(known, "webhook") : null, input.Text("url")!, input.List<string>("events"), input.Get<bool>("enabled"));
        return Or(await Webhooks(context).SaveAsync(context.Caller(), draft, context.Cancelled));
    }

    private static async ValueTask<WebhookIssue> RotateAsync(FieldContext context) => Or(await Webhooks(context).RotateAsync(context.Caller(), Id(context, "webhook"), context.Cancelled));

    private static async ValueTask<bool> RemoveAsync(FieldContext context) =>
        await Webhooks(context).RemoveAsync(context.Caller(), Id(context, "webhook"), context.Cancelled) is { } failure ? throw new RefusedException(failure) : true;

    private static async ValueTask<WebhookDelivery> TestAsync(FieldContext context) => Or(await Webhooks(context).TestAsync(context.Caller(), Id(context, "webhook"), context.Cancelled));

    private static async ValueTask<WebhookDelivery> ResendAsync(FieldContext context) => Or(await Webhooks(context).ResendAsync(context.Caller(), Id(context, "delivery"), context.Cancelled));

    private static IWebhooks Webhooks(FieldContext context) => context.Get<IWebhooks>();

    private static Guid Id(FieldContext context, string what) => Id(context.Arg<string>("id"), what);

    private static Guid Id(string text, string what) => Guid.TryParse(text, out var id) ? id : throw GraphActs.NotFound($"There is no such {what}.");

    private static T Or<T>((T? Done, Failure? Failure) made)
        where T : class => made.Done ?? throw new RefusedException(made.Failure!);
}
