using System.Security.Claims;
using System.Text.Json;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Tests.Execution;

namespace Banyan.GraphQL.Tests.Oracle.Planted;

/// <summary>One operation to be run by both sides.</summary>
/// <param name="Schema">The schema's name.</param>
/// <param name="Document">Valid.</param>
/// <param name="Operation">Which of its operations; null for the only one.</param>
/// <param name="Variables">A JSON object.</param>
/// <param name="Seed">All values follow from it.</param>
/// <param name="Rate">Of so many places one fails, one is null, one does not fit; at least 3.</param>
/// <param name="IsLate">Whether some values come later, so that fields end in any order.</param>
internal sealed record PlantedRun(string Schema, string Document, string? Operation, string Variables, uint Seed, uint Rate, bool IsLate) : IServiceProvider
{
    /// <summary>Changes that ended, in this run.</summary>
    public int Ended { get; set; }

    public object? GetService(Type serviceType) => serviceType == typeof(PlantedRun) ? this : null;

    /// <summary>Our answer, or those of a subscription.</summary>
    public async Task<IReadOnlyList<JsonElement>> AnswerAsync()
    {
        Ended = 0;
        var document = GraphParser.Parse(Document, ParserLimits.Trusted).Value!;
        var operation = document.Definitions.OfType<OperationDefinition>().First(one => Operation is null || one.Name?.Text == Operation);
        var plan = new OperationPlan(document, operation, IsLate ? PlantedSchema.Of(Schema).Batched : PlantedSchema.Of(Schema).Plain);
        var (values, errors) = VariableReading.Read(plan, JsonElement.Parse(Variables));
        var executor = new Executor(new ExecutionSettings { MaxNodes = 1_000_000, MaxDuration = TimeSpan.FromMinutes(5) });
        var context = new GraphContext(new ClaimsPrincipal(), this) { TraceId = "trace" };
        if (values is null)
        {
            return [Read(GraphResult.Refused(errors))];
        }

        if (operation.Kind != OperationKind.Subscription)
        {
            return [Read(await executor.ExecuteAsync(plan, values, context, CancellationToken.None))];
        }

        var (live, refused) = await executor.SubscribeAsync(plan, values, context, CancellationToken.None);
        if (live is null)
        {
            return [Read(refused!)];
        }

        var answers = new List<JsonElement>();
        await foreach (var happened in live.Source)
        {
            answers.Add(Read(await live.AnswerAsync(happened, CancellationToken.None)));
        }

        return answers;
    }

    private static JsonElement Read(GraphResult result)
    {
        using (result)
        {
            return JsonElement.Parse(TestGraph.Json(result));
        }
    }
}
