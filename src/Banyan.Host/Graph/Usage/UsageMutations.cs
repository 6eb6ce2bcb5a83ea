using System.Text.Json;
using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire;

namespace Banyan.Host.Graph.Usage;

/// <summary>Correcting the ledger, and telling it of calls it has not seen.</summary>
internal static class UsageMutations
{
    private const string Adjust = "usage:adjust", Report = "usage:report";
    private const decimal NanosPerUsd = 1_000_000_000, MostUsd = 1_000_000;

    private const string ReportFields =
        """
        "When the call began; within 30 days." at: DateTime!, "Whose it was; without usage:report, the key's own." service: String!, "For which end user." userId: String, "For which use." feature: String,
        "The model by full name." model: String!, "The usage object of the provider's answer, of Gemini its usageMetadata, of Ollama the answer." usage: JSON!, "The service tier the provider billed, where usage does not name it." serviceTier: String, "The same call told again has the same key." idempotencyKey: String!
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("ReportedUsageInput", "A call made without Banyan, told afterwards.", ReportFields, fields =>
        {
            var (tokens, tier) = ReportedTokens.Read(fields.Get<JsonElement>("usage"));
            return new ReportedCall(fields.Get<DateTimeOffset>("at"), fields.Text("service")!, fields.Text("userId"), fields.Text("feature"), fields.Text("model")!, tokens, fields.Text("idempotencyKey")!)
            {
                ServiceTier = tier ?? fields.Text("serviceTier"),
            };
        });
        graph.Mutation("adjustUsage(recordId: ID!, cost: Decimal!, reason: String!): UsageRecord!", AdjustAsync, "Adds a signed row to a row of the ledger; totals, rollups and the budgets of periods under way follow.")
            .Arg("recordId", "The row that is corrected.").Arg("cost", "USD to be added, less than 0 to take away.").Arg("reason", "Why, 1 to 500 characters.").Requires(Adjust);
        graph.Mutation("reportUsage(entries: [ReportedUsageInput!]!): Int!", ReportAsync, "Adds calls made without Banyan, priced by the price of their time; gives how many were not known yet.")
            .Arg("entries", "At most 500; all are taken or none.").Requires($"chat|{Report}");
    }

    private static async ValueTask<UsageRow> AdjustAsync(FieldContext context)
    {
        var id = Guid.TryParse(context.Arg<string>("recordId"), out var parsed) ? parsed : Guid.Empty;
        var cost = context.Arg<decimal>("cost");
        var nanos = Math.Abs(cost) > MostUsd ? 0 : decimal.ToInt64(decimal.Round(cost * NanosPerUsd, MidpointRounding.ToEven));
        var (row, failure) = await context.Get<IUsageDesk>().AdjustAsync(context.Caller(), id, nanos, context.Arg<string>("reason"), context.Cancelled);
        return failure is null ? row! : throw new RefusedException(failure);
    }

    private static async ValueTask<int> ReportAsync(FieldContext context)
    {
        var (caller, calls) = (context.Caller(), context.Args<ReportedCall>("entries"));
        if (!caller.Grants.May(Report) && calls.Any(call => call.Service != caller.Service))
        {
            throw new RefusedException(new Failure(FailureKind.NotAllowed, "not_allowed", $"This key tells of calls of its own service, '{caller.Service}', alone; for others it needs the scope {Report}."));
        }

        var (added, failure) = await context.Get<IUsageDesk>().ReportAsync(caller, calls, context.Cancelled);
        return failure is null ? added : throw new RefusedException(failure);
    }
}
